package wechat

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// templateSent reads how a template message fared. It comes once, when WeChat has
// handed the message to the phone or given up.
func templateSent(n *node, event string) ([]core.Envelope, error) {
	id, err := nameIn(n, "MsgID", "MsgId")
	if err != nil {
		return nil, err
	}
	env, err := pushedEvent(n, core.TypeStatus, event)
	if err != nil || env == nil {
		return nil, err
	}
	env.Refs, env.Status = []string{id}, core.DeliveryDelivered
	if status := n.get("Status"); status != "success" {
		env.Status, env.Error = core.DeliveryFailed, templateFailure(status)
	}
	return []core.Envelope{*env}, nil
}

// templateFailure reads a Status such as "failed:user block"; some come with a
// space after the colon.
func templateFailure(status string) *core.Failure {
	_, reason, _ := strings.Cut(status, ":")
	switch strings.TrimSpace(reason) {
	case "user block":
		return &core.Failure{Class: core.Rejected, Code: "wechat.template_user_block", Text: "the customer refuses template messages of this account: reach them in another way"}
	case "system failed":
		return &core.Failure{Class: core.Retry, Code: "wechat.template_system_failed", Text: "WeChat could not deliver the template message: send it again later"}
	case "freq limit":
		return &core.Failure{Class: core.Rejected, Code: "wechat.template_freq_limit", Text: "the customer got too many template messages: send it on another day"}
	}
	return &core.Failure{Class: core.Rejected, Code: "wechat.template_failed", Text: fmt.Sprintf("WeChat did not deliver the template message: %s", short(status))}
}

// subscriptionsSent reads how subscription messages fared, one envelope each.
func subscriptionsSent(n *node, event string) ([]core.Envelope, error) {
	env, err := pushedEvent(n, core.TypeStatus, event)
	if err != nil || env == nil {
		return nil, err
	}
	var envs []core.Envelope
	seen := map[string]bool{}
	for _, each := range n.having("ErrorCode") {
		id, err := nameIn(each, "MsgID", "MsgId")
		if err != nil {
			return nil, err
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		e := *env
		e.Key, e.Refs, e.Status = env.Key+":"+id, []string{id}, core.DeliveryDelivered
		if code := each.get("ErrorCode"); code != "0" {
			e.Status, e.Error = core.DeliveryFailed, subscriptionFailure(code, each.get("ErrorStatus"))
		}
		envs = append(envs, e)
	}
	if len(envs) == 0 {
		return nil, errors.New("ErrorCode is missing")
	}
	return envs, nil
}

func subscriptionFailure(code, status string) *core.Failure {
	if code == "43101" {
		return &core.Failure{Class: core.Rejected, Code: "wechat.not_subscribed", Text: "the customer has not subscribed to this notice, or their consent is used up: one consent is one message"}
	}
	return &core.Failure{Class: core.Rejected, Code: "wechat.subscribe_failed", Text: fmt.Sprintf("WeChat did not deliver the notice: %s", short(joined(" ", code, status)))}
}

// broadcastEnded reads the end of a broadcast. Its user is the account itself: the
// one that WeChat names is its own helper.
func broadcastEnded(n *node, event string) ([]core.Envelope, error) {
	id, err := nameIn(n, "MsgID", "MsgId")
	if err != nil {
		return nil, err
	}
	account, err := nameIn(n, "ToUserName")
	if err != nil {
		return nil, err
	}
	report := &core.BroadcastReport{ID: id, State: core.BroadcastSent, Total: count(n, "TotalCount"), Filtered: count(n, "FilterCount"),
		Sent: count(n, "SentCount"), Failed: count(n, "ErrorCount")}
	// "send success", or without the space.
	if status := n.get("Status"); strings.ReplaceAll(status, " ", "") != "sendsuccess" {
		report.State = core.BroadcastFailed
		report.Code, report.Text = broadcastFailure(status)
	}
	return []core.Envelope{{Version: core.EnvelopeVersion, Type: core.TypeBroadcast, Direction: core.In, Broadcast: report,
		User: core.UserRef{ExternalID: account, Kind: "channel"}, SentAt: timeOf(n.get("CreateTime")),
		Key: eventKey(n, account, event, n.get("CreateTime"))}}, nil
}

func count(n *node, field string) int {
	v, err := strconv.ParseInt(n.get(field), 10, 32)
	if err != nil || v < 0 {
		return 0
	}
	return int(v)
}

// broadcastFailures are the numbers in a Status such as "err(30003)".
var broadcastFailures = map[string]string{
	"10001": "it was taken for advertising", "20001": "it was found to be about politics", "20002": "it was found to be pornographic",
	"20004": "it was found to harm society", "20006": "it was found to be about crime", "20008": "it was found to be fraud",
	"20013": "it was found to break a copyright", "21000": "it was found to break a rule", "22000": "it was found to promote others",
	"30001": "the check of originality failed", "30002": "the check of originality refused it", "30003": "the check of originality found it to be a copy",
	"40001": "an administrator refused it", "40002": "no administrator approved it in time",
}

// broadcastFailure gives a stable code and a sentence for people.
func broadcastFailure(status string) (code, text string) {
	number, found := strings.CutPrefix(status, "err(")
	number = strings.TrimSuffix(number, ")")
	if _, err := strconv.ParseUint(number, 10, 32); !found || err != nil {
		return "wechat.mass_failed", fmt.Sprintf("WeChat did not send the broadcast: %s", short(or(status, "it gave no reason")))
	}
	return "wechat.mass_err_" + number, fmt.Sprintf("WeChat did not send the broadcast: %s", or(broadcastFailures[number], status))
}

// short bounds what a sentence quotes of a push.
func short(s string) string {
	r := []rune(s)
	return string(r[:min(80, len(r))])
}
