/**
 * Amazon's actions by name (https://docs.aws.amazon.com/service-authorization/latest/reference/). Most are named after what they do;
 * the table holds those that say less, or other, than they do.
 */
import { actsOf } from "./rest.ts";
import type { Category } from "./categories.ts";
import { readName, snakeCase, wordsOf } from "./names.ts";
import type { Naming } from "./service.ts";
import type { Verb } from "../types.ts";

/** Several actions that do the same are one operation, so that a rule names it once. */
const OPERATIONS: Readonly<Record<string, string>> = {
  AttachUserPolicy: "attach_policy",
  AttachRolePolicy: "attach_policy",
  AttachGroupPolicy: "attach_policy",
  PutUserPolicy: "put_inline_policy",
  PutRolePolicy: "put_inline_policy",
  PutGroupPolicy: "put_inline_policy",
  AssumeRoleWithSAML: "assume_role",
  AssumeRoleWithWebIdentity: "assume_role",
  SendRawEmail: "send_email",
  SendTemplatedEmail: "send_email",
  SendBulkEmail: "send_email",
  SendBulkTemplatedEmail: "send_email",
  SendMessageBatch: "send_message",
  PublishBatch: "publish",
};

const SPECIAL = {
  ...actsOf(
    "ADMIN",
    "identity",
    "AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy CreatePolicy " +
      "CreatePolicyVersion SetDefaultPolicyVersion CreateUser CreateRole CreateGroup CreateAccessKey UpdateAccessKey " +
      "CreateLoginProfile UpdateLoginProfile UpdateAssumeRolePolicy AddUserToGroup AddRoleToInstanceProfile " +
      "CreateServiceLinkedRole CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider DeactivateMFADevice " +
      "DeleteVirtualMFADevice PutUserPermissionsBoundary DeleteUserPermissionsBoundary PutRolePermissionsBoundary " +
      "DeleteRolePermissionsBoundary UploadSSHPublicKey UploadSigningCertificate CreateServiceSpecificCredential " +
      "ResetServiceSpecificCredential ChangePassword AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot " +
      "GetSessionToken GetFederationToken GetRoleCredentials GetCredentialsForIdentity CreateToken GetAuthorizationToken " +
      "GetLoginProfileToken CreateAccountAssignment CreatePermissionSet AttachManagedPolicyToPermissionSet " +
      "PutInlinePolicyToPermissionSet ProvisionPermissionSet CreateKeyPair ImportKeyPair SendSSHPublicKey " +
      "SendSerialConsoleSSHPublicKey AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation " +
      "AdminCreateUser AdminSetUserPassword AdminAddUserToGroup AdminInitiateAuth AdminResetUserPassword " +
      "AdminUpdateUserAttributes CreateSecret PutSecretValue UpdateSecret RotateSecret ImportKeyMaterial InviteAccountToOrganization " +
      "CreateAccount MoveAccount LeaveOrganization AttachPolicy DetachPolicy UpdatePolicy GetClusterCredentials " +
      "GetClusterCredentialsWithIAM CreateApiKey AssociateAccessPolicy CreateAccessEntry",
  ),
  ...actsOf(
    "ADMIN",
    "share",
    "ModifySnapshotAttribute ModifyImageAttribute ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute " +
      "ModifyFpgaImageAttribute AddPermission AddLayerVersionPermission PutResourcePolicy PutKeyPolicy CreateGrant " +
      "SetRepositoryPolicy PutRegistryPolicy PutRepositoryPermissionsPolicy CreateResourceShare AssociateResourceShare " +
      "PutBucketPolicy PutBucketAcl PutObjectAcl PutPublicAccessBlock DeletePublicAccessBlock DeleteAccountPublicAccessBlock " +
      "AuthorizeSecurityGroupIngress AuthorizeDBSecurityGroupIngress AuthorizeClusterSecurityGroupIngress " +
      "AuthorizeSnapshotAccess ModifyVpcEndpointServicePermissions CreateVpcPeeringConnection AcceptVpcPeeringConnection " +
      "ShareDirectory AddTagsToVpcPeering Subscribe PutPermission PutSubscriptionFilter PutDestinationPolicy " +
      "PutVaultAccessPolicy PutBackupVaultAccessPolicy ModifyDocumentPermission PutImagePolicy CreateFunctionUrlConfig",
  ),
  // Who watches is put out of sight.
  ...actsOf(
    "ADMIN",
    "destroy",
    "ScheduleKeyDeletion DisableKey StopLogging DeleteTrail DeleteDetector DisableSecurityHub DeleteFlowLogs " +
      "DeleteConfigurationRecorder StopConfigurationRecorder DisableOrganizationAdminAccount CloseAccount RemoveAccountFromOrganization " +
      "DeleteBackupVault DeleteRecoveryPoint ReleaseHostedZone",
  ),
  ...actsOf(
    "WRITE",
    "destroy",
    "PurgeQueue TerminateInstances BatchDeleteImage TerminateJobFlows ResetDBParameterGroup",
  ),
  ...actsOf(
    "WRITE",
    "delete",
    "StopInstances StopDBInstance StopDBCluster StopTask RebootInstances RevokeSecurityGroupIngress RevokeSecurityGroupEgress " +
      "DeleteItem DeleteMessage DeleteMessageBatch DeleteTags DeleteAlarms DeleteLogStream RemoveTags UntagResource RemoveTargets " +
      "Unsubscribe DeleteRule CancelSpotInstanceRequests",
  ),
  ...actsOf(
    "WRITE",
    "execute",
    "SendCommand StartSession ExecuteCommand Invoke InvokeAsync RunTask StartTask StartExecution StartSyncExecution SubmitJob StartBuild " +
      "StartJobRun StartQueryExecution ExecuteStatement BatchExecuteStatement ExecuteSql ExecuteTransaction AddJobFlowSteps " +
      "StartAutomationExecution StartPipelineExecution RunJobFlow CreateAssociation",
  ),
  ...actsOf(
    "WRITE",
    "deploy",
    "RunInstances CreateStack UpdateStack CreateChangeSet ExecuteChangeSet CreateStackSet UpdateStackSet CreateDeployment " +
      "UpdateService CreateService UpdateFunctionCode RegisterTaskDefinition StartInstances",
  ),
  ...actsOf(
    "WRITE",
    "message",
    "Publish PublishBatch SendMessage SendMessageBatch SendEmail SendRawEmail SendTemplatedEmail SendBulkEmail SendBulkTemplatedEmail " +
      "SendTextMessage SendVoiceMessage SendMessages PutEvents",
  ),
  ...actsOf(
    "WRITE",
    "payment",
    "PurchaseReservedInstancesOffering PurchaseHostReservation PurchaseOffering CreateSavingsPlan RegisterDomain TransferDomain",
  ),
  ...actsOf(
    "READ",
    "secret",
    "GetSecretValue BatchGetSecretValue GetPasswordData Decrypt GenerateDataKey GetParametersByPath GetParameter GetParameters " +
      "GetRandomPassword GetApiKeys DescribeSSHKey",
  ),
  ...actsOf(
    "READ",
    "export",
    "GetCredentialReport GetAccountAuthorizationDetails",
  ),
  ...actsOf(
    "READ",
    "inference",
    "InvokeModel InvokeModelWithResponseStream Converse ConverseStream DetectLabels DetectText TranslateText",
  ),
  ...actsOf(
    "READ",
    "read",
    "GetCallerIdentity BatchGetItem TransactGetItems ReceiveMessage SimulatePrincipalPolicy SimulateCustomPolicy FilterLogEvents " +
      "StartQuery BatchGetImage BatchCheckLayerAvailability DryRunOperation EstimateTemplateCost ValidateTemplate " +
      "GenerateServiceLastAccessedDetails",
  ),
};

const BY_NAME: ReadonlyMap<string, Omit<Naming, "facts">> = new Map(
  Object.entries(SPECIAL).map(([action, [verb, category]]) => [
    action.toLowerCase(),
    { operation: OPERATIONS[action] ?? snakeCase(action), verb, category },
  ]),
);

/** Services whose every change is one of who may do what. */
const IDENTITY_SERVICES: ReadonlySet<string> = new Set([
  "iam",
  "sts",
  "sso",
  "identitystore",
  "organizations",
  "cognito-idp",
  "cognito-identity",
  "ram",
]);

const READS = new Set(
  "describe list get head lookup search query scan select check validate verify estimate preview view".split(
    " ",
  ),
);
const REMOVES = new Set("delete terminate deregister purge destroy remove".split(" "));
/** To delete one of these is to delete one thing of many. */
const SINGLE = new Set(
  "item items message tag tags record records alarm alarms rule entry attribute attributes metric comment"
    .split(" "),
);

/** Reads an action by its name and by the service it belongs to, which is the host's. */
export function readAction(action: string, service: string): Omit<Naming, "facts"> {
  const known = BY_NAME.get(action.toLowerCase());
  if (known !== undefined) return known;
  const operation = snakeCase(action);
  const words = wordsOf(action);
  const act = words[0] === "batch" || words[0] === "admin" ? words[1] ?? "" : words[0] ?? "";
  if (READS.has(act)) return { operation, verb: "READ", category: "read" };
  const isIdentity = IDENTITY_SERVICES.has(service);
  if (REMOVES.has(act)) {
    const verb: Verb = isIdentity ? "ADMIN" : "WRITE";
    const category: Category = SINGLE.has(words.at(-1) ?? "")
      ? "delete"
      : isIdentity && act === "remove"
      ? "identity"
      : "destroy";
    return { operation, verb, category };
  }
  if (isIdentity) return { operation, verb: "ADMIN", category: "identity" };
  if (words.includes("policy") || words.includes("permission") || words.includes("permissions")) {
    return { operation, verb: "ADMIN", category: "share" };
  }
  const { verb, category } = readName(action);
  // Every other word makes a change, whatever it looks like: `StartQuery` and `RestoreTable` read nothing.
  return verb === "READ" ? { operation, verb: "WRITE", category: "other" } : { operation, verb, category };
}
