-- wrk's requests: half of them about the hot hundredth of the customers. SIZE, KIND and TOKEN come by the environment.
local size = tonumber(os.getenv("SIZE"))
local kind = os.getenv("KIND")
local headers = { ["content-type"] = "application/json", ["authorization"] = "Bearer " .. os.getenv("TOKEN") }
local question = '{"channel":"voice","theme":"opsCollDebt","contactId":"CT-1-PHONE"}'
local ask = '{"asks":[{"askId":"IN-1-%s","creditorId":"CR-1-A","customerId":"%s","contactId":"CT-1-PHONE",' ..
  '"channel":"voice","theme":"opsCollDebt","subject":null,"debtIds":["LN-1-A"],"isAutodialed":false,"touchId":null}]}'
local n = 0

math.randomseed(tonumber(os.getenv("SEED")))

function request()
  if kind == "permits" then
    n = n + 1
    local id = string.format("BO-1-%07d", math.random(0, size - 1))
    return wrk.format("POST", "/internal/permits", headers, string.format(ask, os.getenv("SEED") .. "X" .. n, id))
  end
  local last = math.random() < 0.5 and math.ceil(size / 100) or size
  local id = string.format("BO-1-%07d", math.random(0, last - 1))
  return wrk.format("POST", "/api/people/" .. id .. "/can-interact", headers, question)
end
