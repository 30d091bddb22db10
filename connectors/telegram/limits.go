package telegram

import (
	"net/http"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// What the platform allows and what its refusals mean, as of 2026-11. Sources:
//
//	[api]  core.telegram.org/bots/api: "Sending files", sendMessage, sendPhoto,
//	       sendLocation, sendContact, deleteMessage, sendChatAction,
//	       InlineKeyboardButton, getFile
//	[faq]  core.telegram.org/bots/faq: "My bot is hitting limits"
//	[src]  github.com/tdlib/telegram-bot-api, the server's own source
//
// A number that the platform does not publish is ours, and says so.
const (
	maxText     = 4096            // [api] sendMessage, "after entities parsing"
	maxCaption  = 1024            // [api] sendPhoto
	maxPhoto    = 10 << 20        // [api] "Sending files"
	maxUpload   = 50 << 20        // [api] "Sending files"
	maxDownload = 20 << 20        // [api] getFile
	maxCallback = 64              // [api] InlineKeyboardButton.callback_data: 1-64 bytes
	maxVCard    = 2048            // [api] sendContact, bytes
	minLive     = 60              // [api] sendLocation.live_period: seconds
	maxLive     = 86400           // [api] the same
	liveForever = 0x7FFFFFFF      // [api] the same, "can be edited indefinitely"
	maxChoices  = 100             // ours: the platform publishes no number, and nobody reads on
	maxLabel    = 64              // ours: a longer label is cut off on a phone's screen
	maxParts    = 10              // ours: more would be a flood in one chat
	deleteFor   = 48 * time.Hour  // [api] deleteMessage
	typingFor   = 5 * time.Second // [api] sendChatAction
	maxUpdates  = 100             // [api] getUpdates
	maxConns    = 40              // [api] setWebhook's default
	httpTooBig  = http.StatusRequestEntityTooLarge
)

// caps are those of every bot.
func caps() core.Caps {
	medium := core.MediaCap{MaxBytes: maxUpload, Caption: true}
	return core.Caps{
		Text:     core.Limit{Max: maxText, Unit: core.UTF16},
		Caption:  core.Limit{Max: maxCaption, Unit: core.UTF16},
		MaxParts: maxParts,
		Media: map[string]core.MediaCap{
			core.KindImage: {MaxBytes: maxPhoto, Caption: true},
			core.KindVoice: medium, core.KindAudio: medium, core.KindVideo: medium, core.KindFile: medium,
			core.KindLocation: {}, core.KindContact: {},
		},
		Choices: core.ChoiceCap{
			Max:   maxChoices,
			Label: core.Limit{Max: maxLabel, Unit: core.UTF16},
			ID:    core.Limit{Max: maxCallback, Unit: core.Bytes},
		},
		Entities: true,
		Edit:     core.LevelFull,
		Delete:   core.LevelFull, DeleteFor: deleteFor,
		Reply:  core.LevelFull,
		Typing: typingFor,
		Begin:  core.BeginKnown, // [faq] a bot cannot start a conversation with a user
		// [faq] about 30 messages a second in all, one a second in a chat with
		// short bursts, 20 a minute in a group. We keep below the first, since a
		// 429 silences the whole bot; the bursts are ours.
		Rate: []core.Rate{
			{Scope: core.PerAccount, N: 25, Every: time.Second, Burst: 25},
			{Scope: core.PerUser, N: 1, Every: time.Second, Burst: 3},
			{Scope: core.PerGroup, N: 20, Every: time.Minute, Burst: 5},
		},
		Idempotent: false, // there is no key: a repeated call is a second message
	}
}

// allowedUpdates is what a bot listens to. Left out, message_reaction would be
// missing: [api] getUpdates.
func allowedUpdates() string {
	return `["message","edited_message","callback_query","my_chat_member","message_reaction",` +
		`"channel_post","edited_channel_post","business_message","edited_business_message"]`
}

// rule says what a refusal means. The first that fits counts; code 0 fits any,
// and an empty text fits any.
type rule struct {
	code  int
	match string // in the description, in lower case
	class core.Class
	name  string
	text  string
}

// rules are matched by code and text, because the platform has no finer codes.
// The wordings are those of [src], fail_query and fail_query_with_error, and of
// TDLib below it; those with underscores are errors of Telegram's inner API that
// both pass through. Not all of them were met in the wild: an unknown one falls
// to the last rule of its code.
func rules() []rule {
	return []rule{
		{403, "bot was blocked by the user", core.Gone, "blocked", "the person has blocked the bot; they can be written to again once they unblock it"},
		{403, "user is deactivated", core.Gone, "deactivated", "the person's Telegram account no longer exists"},
		{403, "can't initiate conversation", core.Gone, "not_started", "a bot cannot write first: ask the person to open the bot and press Start"},
		{403, "bot was kicked", core.Gone, "kicked", "the bot was removed from this chat; an administrator of the chat must add it again"},
		{403, "is not a member", core.Gone, "not_member", "the bot is not a member of this chat; an administrator of the chat must add it"},
		{403, "group chat was deleted", core.Gone, "chat_deleted", "this group was deleted"},
		{403, "", core.Gone, "forbidden", "Telegram does not let the bot write to this chat"},
		{400, "chat not found", core.Gone, "chat_not_found", "Telegram knows no such chat for this bot; the person has to press Start first"},
		{400, "user not found", core.Gone, "chat_not_found", "Telegram knows no such person for this bot; they have to press Start first"},
		{400, "peer_id_invalid", core.Gone, "chat_not_found", "Telegram knows no such chat for this bot; the person has to press Start first"},
		{400, "logged out", core.Auth, "token_refused", "the bot is logged out of this Bot API server: check api_base and the token"},
		{400, "message is too long", core.Rejected, "too_long", "the text is longer than Telegram takes (4096 characters); shorten it"},
		{400, "caption is too long", core.Rejected, "too_long", "the text beside the file is longer than Telegram takes (1024 characters); send it as a message of its own"},
		{400, "message text is empty", core.Rejected, "empty", "Telegram takes no empty message"},
		{400, "can't parse entities", core.Rejected, "entities", "Telegram cannot read the formatting of this text; send it as plain text"},
		{400, "button_data_invalid", core.Rejected, "choice_id", "the id of a choice must have 1 to 64 bytes"},
		{400, "voice_messages_forbidden", core.Rejected, "voice_forbidden", "this person's privacy settings refuse voice messages; send it as an audio file"},
		{400, "photo_invalid_dimensions", core.Rejected, "image", "Telegram cannot show this image (too wide, too high or too narrow); send it as a file"},
		{400, "image_process_failed", core.Rejected, "image", "Telegram cannot read this image; send it as a file"},
		{400, "file is too big", core.Rejected, "too_big", "the file is larger than Telegram takes from a bot (50 MB, images 10 MB)"},
		{400, "not enough rights", core.Rejected, "no_rights", "the bot may not do this in this chat; an administrator of the chat must allow it"},
		{400, "have no rights", core.Rejected, "no_rights", "the bot may not do this in this chat; an administrator of the chat must allow it"},
		{400, "message thread not found", core.Rejected, "topic_gone", "this topic of the group no longer exists"},
		{400, "topic_closed", core.Rejected, "topic_closed", "this topic of the group is closed"},
		{400, "message can't be deleted", core.Rejected, "delete_refused", "Telegram lets a bot delete its messages for 48 hours only"},
		{400, "message can't be edited", core.Rejected, "edit_refused", "Telegram does not let the bot change this message"},
		{400, "location specified", core.Rejected, "location", "Telegram knows no such place: a latitude is between -90 and 90, a longitude between -180 and 180"},
		{400, "wrong file identifier", core.Rejected, "file_unknown", "Telegram does not know this file for this bot; upload it again"},
		{400, "http url content", core.Rejected, "url_refused", "Telegram could not fetch the file from its address; upload it instead"},
		{400, "", core.Rejected, "rejected", "Telegram refuses this message"},
		{httpTooBig, "", core.Rejected, "too_big", "the file is larger than Telegram takes from a bot (50 MB, images 10 MB)"},
		{401, "", core.Auth, "token_refused", "Telegram refuses the bot's token: it was revoked or mistyped. Copy the present token from @BotFather into the account's settings"},
		{404, "", core.Auth, "endpoint", "the Bot API does not know this bot or call: check the account's token and api_base"},
		{409, "webhook is active", core.Retry, "webhook_active", "a webhook is set for this bot, so it cannot be polled. Link the account again with receive=poll, or set receive=webhook"},
		{409, "", core.Retry, "conflict", "another program receives this bot's updates. Stop it, or give each program a bot of its own"},
		{429, "", core.Throttled, "throttled", "Telegram asks the bot to slow down; the message waits"},
	}
}
