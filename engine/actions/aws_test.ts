import assert from "node:assert/strict";
import { factsOf, type Given, nameRequest, type NamingRow, testNaming } from "../../tests/naming_table.ts";
import { AWS_TABLES, nameRestCall } from "./aws_rest.ts";
import { CallView } from "../call_view.ts";

const target = (name: string, body: unknown = {}): Given => ({
  body,
  headers: { "x-amz-target": name, "content-type": "application/x-amz-json-1.1" },
});
const form = (text: string): Given => ({ text });
const everyone = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:*" }],
});
const own = JSON.stringify({
  Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" } },
});
const refusal = JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*" }] });

const IAM = "POST https://iam.amazonaws.com/";
const EC2 = "POST https://ec2.eu-west-1.amazonaws.com/";

const IDENTITY: readonly NamingRow[] = [
  [IAM, "aws create_user ADMIN identity", form("Action=CreateUser&UserName=x")],
  [IAM, "aws create_access_key ADMIN identity", form("Action=CreateAccessKey&UserName=x")],
  [
    IAM,
    "aws attach_policy ADMIN identity",
    form("Action=AttachRolePolicy&RoleName=x&PolicyArn=arn:aws:iam::aws:policy/A"),
  ],
  [IAM, "aws put_inline_policy ADMIN identity", form("Action=PutUserPolicy&UserName=x")],
  [IAM, "aws create_login_profile ADMIN identity", form("Action=CreateLoginProfile&UserName=x")],
  [IAM, "aws add_user_to_group ADMIN identity", form("Action=AddUserToGroup&UserName=x&GroupName=admins")],
  [
    IAM,
    "aws update_assume_role_policy ADMIN identity +external",
    form(`Action=UpdateAssumeRolePolicy&RoleName=x&PolicyDocument=${encodeURIComponent(everyone)}`),
  ],
  [
    IAM,
    "aws update_assume_role_policy ADMIN identity",
    form(`Action=UpdateAssumeRolePolicy&RoleName=x&PolicyDocument=${encodeURIComponent(own)}`),
  ],
  [IAM, "aws delete_user ADMIN destroy", form("Action=DeleteUser&UserName=x")],
  [IAM, "aws remove_user_from_group ADMIN identity", form("Action=RemoveUserFromGroup&UserName=x")],
  [IAM, "aws tag_user ADMIN identity", form("Action=TagUser&UserName=x")],
  [IAM, "aws list_users READ read", form("Action=ListUsers")],
  [IAM, "aws get_account_authorization_details READ export", form("Action=GetAccountAuthorizationDetails")],
  ["POST https://sts.amazonaws.com/", "aws get_caller_identity READ read", form("Action=GetCallerIdentity")],
  ["POST https://sts.eu-west-1.amazonaws.com/", "aws assume_role ADMIN identity", form("Action=AssumeRole")],
  // The place a service reads its action from is its own secret: the gravest name counts.
  [IAM, "aws delete_user ADMIN destroy", {
    text: "Action=DeleteUser",
    headers: { "x-amz-target": "X.GetItem" },
  }],
  [
    "POST https://iam.amazonaws.com/?Action=ListUsers",
    "aws delete_user ADMIN destroy",
    form("Action=DeleteUser"),
  ],
];
testNaming("AWS identity", IDENTITY);

testNaming("AWS by action", [
  [EC2, "aws terminate_instances WRITE destroy", form("Action=TerminateInstances&InstanceId.1=i")],
  [EC2, "aws describe_instances READ read", form("Action=DescribeInstances")],
  [EC2, "aws run_instances WRITE deploy", form("Action=RunInstances")],
  [EC2, "aws delete_tags WRITE delete", form("Action=DeleteTags")],
  [
    EC2,
    "aws modify_snapshot_attribute ADMIN share +external",
    form("Action=ModifySnapshotAttribute&CreateVolumePermission.Add.1.UserId=123456789012"),
  ],
  [
    EC2,
    "aws modify_image_attribute ADMIN share +external",
    form("Action=ModifyImageAttribute&LaunchPermission.Add.1.Group=all"),
  ],
  [
    EC2,
    "aws modify_snapshot_attribute ADMIN share",
    form("Action=ModifySnapshotAttribute&CreateVolumePermission.Remove.1.UserId=123456789012"),
  ],
  [
    EC2,
    "aws authorize_security_group_ingress ADMIN share +external",
    form("Action=AuthorizeSecurityGroupIngress&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0"),
  ],
  [
    EC2,
    "aws authorize_security_group_ingress ADMIN share",
    form("Action=AuthorizeSecurityGroupIngress&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8"),
  ],
  [EC2, "aws create_key_pair ADMIN identity", form("Action=CreateKeyPair")],
  [
    "POST https://dynamodb.eu-west-1.amazonaws.com/",
    "aws delete_item WRITE delete",
    target("DynamoDB_20120810.DeleteItem"),
  ],
  [
    "POST https://dynamodb.eu-west-1.amazonaws.com/",
    "aws delete_table WRITE destroy",
    target("DynamoDB_20120810.DeleteTable"),
  ],
  [
    "POST https://dynamodb.eu-west-1.amazonaws.com/",
    "aws query READ read",
    target("DynamoDB_20120810.Query"),
  ],
  [
    "POST https://secretsmanager.eu-west-1.amazonaws.com/",
    "aws get_secret_value READ secret",
    target("secretsmanager.GetSecretValue"),
  ],
  [
    "POST https://secretsmanager.eu-west-1.amazonaws.com/",
    "aws list_secrets READ read",
    target("secretsmanager.ListSecrets"),
  ],
  [
    "POST https://secretsmanager.eu-west-1.amazonaws.com/",
    "aws put_resource_policy ADMIN share +external",
    target("secretsmanager.PutResourcePolicy", { ResourcePolicy: everyone }),
  ],
  [
    "POST https://kms.eu-west-1.amazonaws.com/",
    "aws schedule_key_deletion ADMIN destroy",
    target("TrentService.ScheduleKeyDeletion"),
  ],
  [
    "POST https://kms.eu-west-1.amazonaws.com/",
    "aws put_key_policy ADMIN share +external",
    target("TrentService.PutKeyPolicy", { Policy: everyone }),
  ],
  [
    "POST https://cloudtrail.eu-west-1.amazonaws.com/",
    "aws stop_logging ADMIN destroy",
    target("CloudTrail_20131101.StopLogging"),
  ],
  [
    "POST https://ssm.eu-west-1.amazonaws.com/",
    "aws send_command WRITE execute",
    target("AmazonSSM.SendCommand"),
  ],
  [
    "POST https://sqs.eu-west-1.amazonaws.com/123456789012/q",
    "aws receive_message READ read",
    form("Action=ReceiveMessage"),
  ],
  [
    "POST https://sqs.eu-west-1.amazonaws.com/123456789012/q",
    "aws purge_queue WRITE destroy",
    form("Action=PurgeQueue"),
  ],
  [
    "POST https://sqs.eu-west-1.amazonaws.com/",
    "aws set_queue_attributes ADMIN share +external",
    target("AmazonSQS.SetQueueAttributes", { Attributes: { Policy: everyone } }),
  ],
  ["POST https://sns.eu-west-1.amazonaws.com/", "aws publish WRITE message", form("Action=Publish")],
  [
    "POST https://email.eu-west-1.amazonaws.com/",
    "aws send_email WRITE message +external",
    form("Action=SendEmail&Destination.ToAddresses.member.1=x@other.example"),
  ],
  [
    "POST https://monitoring.eu-west-1.amazonaws.com/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
    "aws delete_alarms WRITE delete",
  ],
  [
    "POST https://monitoring.eu-west-1.amazonaws.com/service/GraniteServiceVersion20100801/operation/ListMetrics",
    "aws list_metrics READ read",
  ],
  [
    "POST https://athena.eu-west-1.amazonaws.com/",
    "aws start_query_execution WRITE execute",
    target("AmazonAthena.StartQueryExecution"),
  ],
]);

const BUCKET = "https://b.s3.eu-west-1.amazonaws.com";

testNaming("S3", [
  [`GET ${BUCKET}/a`, "aws s3_get_object READ read"],
  [`GET ${BUCKET}/?policy`, "aws s3_get_bucket_policy READ read"],
  [`PUT ${BUCKET}/a`, "aws s3_put_object WRITE other"],
  [`PUT ${BUCKET}/a`, "aws s3_put_object_acl ADMIN share +external", {
    headers: { "x-amz-acl": "public-read" },
  }],
  [`PUT ${BUCKET}/a`, "aws s3_put_object WRITE other", { headers: { "x-amz-acl": "private" } }],
  [`PUT ${BUCKET}/a`, "aws s3_put_object_acl ADMIN share +external", {
    headers: { "x-amz-grant-read": 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' },
  }],
  [`PUT ${BUCKET}/a`, "aws s3_copy_object WRITE other", { headers: { "x-amz-copy-source": "/c/d" } }],
  [`PUT ${BUCKET}/?policy`, "aws s3_put_bucket_policy ADMIN share +external", { text: everyone }],
  [`PUT ${BUCKET}/?policy`, "aws s3_put_bucket_policy ADMIN share", { text: own }],
  [`PUT ${BUCKET}/?policy`, "aws s3_put_bucket_policy ADMIN share", { text: refusal }],
  [`PUT ${BUCKET}/?policy`, "aws s3_put_bucket_policy ADMIN share +external", {
    text: everyone.replace("*", "\\u002a"),
  }],
  [`DELETE ${BUCKET}/?publicAccessBlock`, "aws s3_delete_bucket_publicaccessblock ADMIN share +external"],
  [`DELETE ${BUCKET}/?policy`, "aws s3_delete_bucket_policy ADMIN share"],
  [`PUT ${BUCKET}/?lifecycle`, "aws s3_put_bucket_lifecycle ADMIN destroy"],
  [`POST ${BUCKET}/?delete`, "aws s3_delete_objects WRITE destroy"],
  [`POST ${BUCKET}/a?select&select-type=2`, "aws s3_select_object READ read"],
  [`POST ${BUCKET}/a?uploads`, "aws s3_put_object WRITE other"],
  [`DELETE ${BUCKET}/a`, "aws s3_delete_object WRITE delete"],
  [`DELETE ${BUCKET}/a?uploadId=1`, "aws s3_abort_upload WRITE delete"],
  ["DELETE https://s3.amazonaws.com/b", "aws s3_delete_bucket WRITE destroy"],
  // A word that is no action of S3's changes nothing.
  ["DELETE https://s3.amazonaws.com/b?Action=GetObject", "aws s3_delete_bucket WRITE destroy"],
]);

const LAMBDA = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions";

testNaming("AWS by path", [
  [`POST ${LAMBDA}/f/invocations`, "aws invoke WRITE execute"],
  [`PUT ${LAMBDA}/f/code`, "aws update_function_code WRITE deploy"],
  [`DELETE ${LAMBDA}/f?Action=GetFunction`, "aws delete_function WRITE destroy"],
  [`POST ${LAMBDA}/f/policy`, "aws add_permission ADMIN share +external", { body: { Principal: "*" } }],
  [`POST ${LAMBDA}/f/policy`, "aws add_permission ADMIN share", { body: { Principal: "s3.amazonaws.com" } }],
  [
    "POST https://lambda.eu-west-1.amazonaws.com/2021-10-31/functions/f/url",
    "aws create_function_url ADMIN share +external",
    {
      body: { AuthType: "NONE" },
    },
  ],
  [`GET ${LAMBDA}`, "aws list_functions READ read"],
  [`GET ${LAMBDA}/f`, "aws get_function READ secret"],
  ["DELETE https://eks.eu-west-1.amazonaws.com/clusters/c", "aws delete_cluster WRITE destroy"],
  [
    "POST https://eks.eu-west-1.amazonaws.com/clusters/c/access-entries",
    "aws create_access_entry ADMIN identity",
  ],
  ["POST https://route53.amazonaws.com/2013-04-01/hostedzone/Z/rrset", "aws change_records WRITE config"],
  ["DELETE https://apigateway.eu-west-1.amazonaws.com/restapis/r", "aws delete_api WRITE destroy"],
  [
    "DELETE https://cloudfront.amazonaws.com/2020-05-31/distribution/d",
    "aws delete_distribution WRITE destroy",
  ],
  ["POST https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse", "aws converse READ inference"],
  ["POST https://bedrock-runtime.us-east-1.amazonaws.com/model/m/other", "aws create_model WRITE other"],
  [
    "POST https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails",
    "aws send_email WRITE message -external",
    {
      body: { Destination: { ToAddresses: ["x@acme.example"] } },
    },
  ],
  ["POST https://rds-data.eu-west-1.amazonaws.com/Execute", "aws execute_sql WRITE execute", {
    body: { sql: "select 1" },
  }],
]);

testNaming("hosts below amazonaws.com that are strangers'", [
  ["POST https://a1.execute-api.eu-west-1.amazonaws.com/prod/x", "custom_proxy post WRITE other"],
  ["POST https://ec2-203-0-113-1.eu-west-1.compute.amazonaws.com/", "custom_proxy post WRITE other"],
  ["POST https://ec2-203-0-113-1.compute-1.amazonaws.com/?Action=GetUser", "custom_proxy post WRITE other"],
  ["POST https://lb.eu-west-1.elb.amazonaws.com/", "custom_proxy post WRITE other"],
  ["POST https://lb.elb.eu-west-1.amazonaws.com/", "custom_proxy post WRITE other"],
  ["POST https://a1.appsync-api.eu-west-1.amazonaws.com/graphql", "custom_proxy delete_users WRITE destroy", {
    body: { query: "mutation { deleteUsers { n } }" },
  }],
  ["POST https://elb.eu-west-1.amazonaws.com.stranger.example/", "custom_proxy post WRITE other"],
  [
    "POST https://compute-optimizer.eu-west-1.amazonaws.com/",
    "aws get_export READ read",
    target("X.GetExport"),
  ],
]);

Deno.test("Facts of a call to AWS: service, region, account, principal, policy, bucket", () => {
  assert.deepEqual(
    factsOf(
      EC2,
      form("Action=RunInstances&IamInstanceProfile.Arn=arn:aws:iam::123456789012:instance-profile/x"),
    ),
    {
      role: "arn:aws:iam::123456789012:instance-profile/x",
      service: "ec2",
      region: "eu-west-1",
      account: "123456789012",
    },
  );
  assert.deepEqual(factsOf(`PUT ${BUCKET}/a/b`), {
    bucket: "b",
    key: "a/b",
    service: "s3",
    region: "eu-west-1",
  });
});

Deno.test("Every row of the tables of AWS is reached by a call made after it", () => {
  const hidden: string[] = [];
  for (const [service, rows] of Object.entries(AWS_TABLES)) {
    for (const [methods, path, operation] of rows) {
      const sample = path.replaceAll(/\{\w+\}|\*\*|\*/g, "q7x");
      for (const method of methods.split("|")) {
        const url = `https://${service}.eu-west-1.amazonaws.com${sample}`;
        const view = new CallView({
          door: "cli",
          method,
          url,
          headers: [],
          body: null,
          agentId: "a",
          sessionId: "a",
        });
        const named = nameRestCall(view, service);
        if (named.operation !== operation) hidden.push(`${service} ${method} ${path}: ${named.operation}`);
        assert.equal(nameRequest(`${method} ${url}`).tool, "aws");
      }
    }
  }
  assert.deepEqual(hidden, []);
});
