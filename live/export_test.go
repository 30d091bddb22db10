package live

// ParsePoll is what the fuzzer feeds.
var ParsePoll = parsePoll
