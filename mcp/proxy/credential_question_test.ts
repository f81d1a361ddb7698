import assert from "node:assert/strict";
import fc from "fast-check";
import { credentialAskedFor } from "./credential_question.ts";

const form = (properties: Record<string, unknown>, message = "Please fill in the form.") => ({
  message,
  requestedSchema: { type: "object", properties },
});
const text = { type: "string" };

Deno.test("A form that asks for a password, key, code or card is recognised by any of its names", () => {
  for (
    const name of [
      "password",
      "userPassword",
      "new-password",
      "PASSWORD_confirm",
      "pass\u200bword",
      "ｐａｓｓｗｏｒｄ",
      "api_key",
      "apiKey",
      "token",
      "github_token",
      "personalAccessToken",
      "client_secret",
      "credentials",
      "otp",
      "verification code",
      "cardNumber",
      "credit_card_number",
      "cvv",
      "seed phrase",
      "ssn",
      "Contraseña",
      "Passwort",
      "密码",
    ]
  ) {
    assert.ok(credentialAskedFor(form({ [name]: text })), name);
    assert.ok(credentialAskedFor(form({ field: { ...text, title: name } })), name);
  }
  assert.ok(credentialAskedFor(form({ a: { ...text, format: "password" } })));
  assert.ok(credentialAskedFor(form({ a: { ...text, description: "Enter your API key here" } })));
  assert.ok(credentialAskedFor(form({ a: { type: "number", title: "PIN" } })));
});

Deno.test("A message that asks for them is recognised when there is a field to write them into", () => {
  for (
    const message of [
      "Please enter your password to continue.",
      "To go on we need the sudo password",
      "Your session has ended.\nPaste your GitHub personal access token.",
      "Confirm your credit card number",
    ]
  ) {
    assert.ok(credentialAskedFor(form({ answer: text }, message)), message);
    assert.equal(credentialAskedFor(form({ go: { type: "boolean" } }, message)), undefined);
  }
});

Deno.test("Honest questions pass", () => {
  const fields = {
    name: text,
    email: { ...text, format: "email" },
    max_tokens: { type: "integer" },
    token_count: { type: "number" },
    resetPassword: { type: "boolean" },
    password_policy: { ...text, enum: ["strict", "lax"] },
    keyboard: text,
    key: text,
    secretary: text,
    passenger: { ...text, title: "Passenger", description: "Who travels" },
    shipping: text,
    expansion: text,
    pinned: { type: "boolean" },
    card_title: text,
    compass: text,
  };
  const message = "Which project? The password policy of it can be changed later.";
  assert.equal(credentialAskedFor(form(fields, message)), undefined);
  const byUrl = { mode: "url", url: "https://a.example/login", message: "Enter your password there" };
  assert.equal(credentialAskedFor(byUrl), undefined);
});

Deno.test("Anything at all is read without an exception", () =>
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (params, properties) => {
    credentialAskedFor(params);
    credentialAskedFor({ message: "x", requestedSchema: { properties } });
  })));
