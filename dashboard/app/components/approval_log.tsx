import { useEffect } from "preact/hooks";
import { ApprovalLog } from "../models/approval_history.ts";
import type { ApprovalRequest } from "../models/wire.ts";
import { ApprovalStatus } from "./approval_lists.tsx";
import { useModel } from "./console_context.ts";
import { callTitle } from "./decision_row.tsx";
import { Moment } from "./moment.tsx";
import { Notice } from "./notice.tsx";
import { RouteLink } from "./route_link.tsx";
import { Failed, Loading } from "./states.tsx";

/** Every question that is settled, as far back as it is kept. */
export function ApprovalLogView() {
  const model = useModel(ApprovalLog);
  useEffect(() => model.show(), [model]);
  const rows = model.rows.value;
  if (rows === null) {
    return model.problem.value === "" ? <Loading label="Loading the history" /> : (
      <Failed
        title="The history could not be loaded"
        problem={model.problem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  if (rows.length === 0) {
    return (
      <Notice title="Nobody was asked yet">
        <p>What you decide, and what lapses because nobody did, is kept here.</p>
      </Notice>
    );
  }
  return (
    <>
      <div class="table-box approval-log" tabIndex={0} role="region" aria-label="History">
        <table>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              <th scope="col">Call</th>
              <th scope="col">Agent</th>
              <th scope="col">Note</th>
              <th scope="col">By</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <LogRow key={row.id} request={row} />)}</tbody>
        </table>
      </div>
      {model.hasMore.value && (
        <button type="button" class="quiet more" onClick={() => void model.more()}>Older</button>
      )}
    </>
  );
}

function LogRow({ request }: { request: ApprovalRequest }) {
  const { trace } = request;
  return (
    <tr>
      <td>
        <ApprovalStatus status={request.status} />
      </td>
      <th scope="row">
        <RouteLink to={{ view: "approvals", approvalId: request.id }}>
          {trace ? callTitle(trace) : "A call that is not kept"}
        </RouteLink>
        {trace && <span class="label">{trace.action.host}</span>}
      </th>
      <td>{trace?.agentName ?? request.agentId}</td>
      <td>{request.note}</td>
      <td>{request.decidedBy ?? "nobody"}</td>
      <td class="number">
        <Moment atMs={request.decidedAt ?? request.expiresAt} />
      </td>
    </tr>
  );
}
