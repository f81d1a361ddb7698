-- A mixture: three calls that write to one that reads, bodies and addresses that differ, many sessions and agents.
-- Prints what happened as one line of JSON.
local words = { "meeting", "import", "paragraph", "supplier", "later", "review", "thursday", "second", "answer", "waiting" }

local function text(count)
  local parts = {}
  for i = 1, count do parts[i] = words[math.random(#words)] .. math.random(9999) end
  return table.concat(parts, " ")
end

function request()
  local headers = {
    ["Content-Type"] = "application/json",
    ["X-Interven-Agent"] = "agent-" .. math.random(50),
    ["X-Interven-Session"] = "session-" .. math.random(2000),
  }
  local path = wrk.path .. "/" .. math.random(100000)
  if math.random(4) == 1 then return wrk.format("GET", path, headers) end
  return wrk.format("POST", path, headers, '{"title":"' .. text(4) .. '","note":"' .. text(math.random(80)) .. '"}')
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%f,"p50Ms":%f,"p99Ms":%f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
