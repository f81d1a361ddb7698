/** A thread that dies before it says anything. */
throw new Error("Died as told");
