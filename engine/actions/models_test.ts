import { testNaming } from "../../tests/naming_table.ts";

const OPENAI = "https://api.openai.com/v1";

testNaming("OpenAI", [
  [`POST ${OPENAI}/chat/completions`, "openai chat READ inference"],
  [`POST ${OPENAI}/responses`, "openai respond READ inference"],
  [`POST ${OPENAI}/embeddings`, "openai embed READ inference"],
  [`GET ${OPENAI}/models`, "openai list_models READ read"],
  [`POST ${OPENAI}/files`, "openai upload_file WRITE other"],
  [`DELETE ${OPENAI}/files/f`, "openai delete_file WRITE delete"],
  [`POST ${OPENAI}/fine_tuning/jobs`, "openai create_fine_tune WRITE execute"],
  [`DELETE ${OPENAI}/models/ft:x`, "openai delete_model ADMIN destroy"],
  [`POST ${OPENAI}/organization/admin_api_keys`, "openai create_admin_key ADMIN identity"],
  [`POST ${OPENAI}/organization/invites`, "openai invite_user ADMIN share +external", {
    body: { email: "x@other.example" },
  }],
  [`POST ${OPENAI}/organization/invites`, "openai invite_user ADMIN share -external", {
    body: { email: "x@acme.example" },
  }],
  [`POST ${OPENAI}/organization/projects/p/service_accounts`, "openai create_service_account ADMIN identity"],
  [`GET ${OPENAI}/organization/audit_logs`, "openai list_audit_logs READ export"],
  [`POST ${OPENAI}/unheard/of`, "openai create_unheard WRITE other"],
  ["POST https://api.openai.com.stranger.example/v1/chat/completions", "custom_proxy post WRITE other"],
]);

const ANTHROPIC = "https://api.anthropic.com/v1";

testNaming("Anthropic", [
  [`POST ${ANTHROPIC}/messages`, "anthropic message READ inference"],
  [`POST ${ANTHROPIC}/messages/count_tokens`, "anthropic count_tokens READ inference"],
  [`POST ${ANTHROPIC}/messages/batches`, "anthropic create_batch WRITE execute"],
  [`DELETE ${ANTHROPIC}/messages/batches/b`, "anthropic delete_batch WRITE delete"],
  [`GET ${ANTHROPIC}/models`, "anthropic list_models READ read"],
  [`POST ${ANTHROPIC}/files`, "anthropic upload_file WRITE other"],
  [`POST ${ANTHROPIC}/organizations/api_keys/k`, "anthropic update_api_key ADMIN identity"],
  [`GET ${ANTHROPIC}/organizations/api_keys`, "anthropic get_organization READ read"],
  [`POST ${ANTHROPIC}/organizations/workspaces/w/archive`, "anthropic archive_workspace ADMIN destroy"],
]);

const GEMINI = "https://generativelanguage.googleapis.com/v1beta";

testNaming("Gemini", [
  [`POST ${GEMINI}/models/m:generateContent`, "google_ai generate_content READ inference"],
  [`POST ${GEMINI}/models/m:embedContent`, "google_ai embed_content READ inference"],
  [`POST ${GEMINI}/models/m:batchGenerateContent`, "google_ai create_batch WRITE execute"],
  [`POST ${GEMINI}/tunedModels/m:generateContent`, "google_ai generate_content READ inference"],
  [`POST ${GEMINI}/tunedModels/m/permissions`, "google_ai share_model ADMIN share"],
  [`DELETE ${GEMINI}/tunedModels/m`, "google_ai delete_tuned_model ADMIN destroy"],
  [`DELETE ${GEMINI}/files/f`, "google_ai delete_file WRITE delete"],
  [`GET ${GEMINI}/models`, "google_ai list_models READ read"],
]);

testNaming("other models", [
  ["POST https://api.mistral.ai/v1/chat/completions", "mistral chat READ inference"],
  ["POST https://api.mistral.ai/v1/files", "mistral upload_file WRITE other"],
  ["POST https://api.cohere.com/v2/chat", "cohere chat READ inference"],
  ["DELETE https://api.cohere.com/v1/datasets/d", "cohere delete_dataset WRITE destroy"],
  ["POST https://api.groq.com/openai/v1/chat/completions", "groq chat READ inference"],
  ["POST https://openrouter.ai/api/v1/chat/completions", "openrouter chat READ inference"],
  ["POST https://openrouter.ai/api/v1/keys", "openrouter create_key ADMIN identity"],
  ["POST https://api.deepseek.com/chat/completions", "deepseek chat READ inference"],
  ["POST https://api.together.xyz/v1/files", "together upload_file WRITE other"],
  ["POST https://api.groq.com/openai/v1/unheard", "groq create_openai WRITE other"],
]);

testNaming("Hugging Face", [
  ["GET https://huggingface.co/acme/model/resolve/main/config.json", "hugging_face get_file READ code"],
  ["POST https://huggingface.co/api/repos/create", "hugging_face create_repo WRITE code"],
  ["DELETE https://huggingface.co/api/repos/delete", "hugging_face delete_repo ADMIN destroy"],
  [
    "PUT https://huggingface.co/api/models/acme/m/settings",
    "hugging_face make_repo_public ADMIN share +external",
    {
      body: { private: false },
    },
  ],
  [
    "PUT https://huggingface.co/api/models/acme/m/settings",
    "hugging_face update_repo_settings ADMIN config",
    {
      body: { private: true },
    },
  ],
  ["POST https://huggingface.co/api/models/acme/m/commit/main", "hugging_face push WRITE code"],
  ["POST https://huggingface.co/api/spaces/acme/s/secrets", "hugging_face put_secret ADMIN identity"],
  ["POST https://router.huggingface.co/v1/chat/completions", "hugging_face chat READ inference"],
  ["GET https://huggingface.co/api/whoami-v2", "hugging_face whoami READ read"],
]);
