package telegram

// frameFields belong to a message whatever it says.
var frameFields = set(
	"message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
	"sender_business_bot", "sender_tag", "date", "business_connection_id", "chat", "is_topic_message",
	"is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story",
	"reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot", "edit_date", "has_protected_content",
	"is_from_offline", "is_paid_post", "media_group_id", "author_signature", "paid_star_count",
	"entities", "text", "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler",
	"link_preview_options", "suggested_post_info", "effect_id", "reply_markup",
	"forward_origin", "forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature",
	"forward_sender_name", "forward_date", "guest_query_id", "guest_bot_caller_user", "guest_bot_caller_chat",
)

// serviceFields mark messages that Telegram itself writes into a chat. Nobody
// said anything, so they give no envelope:
//
//   - members and the chat's looks: new names arrive with the next message;
//   - migration of a group to a supergroup: the new chat id comes with the next
//     message and in the answer to the next send, which is where a connector
//     must follow it; the raw holds both ids;
//   - topics, video chats (voice_chat in older versions), boosts, giveaways,
//     prices, suggested posts, checklists being ticked;
//   - what the bot itself caused: pinned_message, write_access_allowed.
//
// A payment, a filled web app and shared users are service messages by name
// too, but a person did them on purpose: they give an envelope.
var serviceFields = set(
	"new_chat_members", "new_chat_member", "new_chat_participant", "left_chat_member", "left_chat_participant",
	"new_chat_title", "new_chat_photo", "delete_chat_photo", "chat_owner_left", "chat_owner_changed",
	"group_chat_created", "supergroup_chat_created", "channel_chat_created",
	"migrate_to_chat_id", "migrate_from_chat_id", "message_auto_delete_timer_changed", "chat_background_set",
	"forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
	"general_forum_topic_hidden", "general_forum_topic_unhidden",
	"video_chat_scheduled", "video_chat_started", "video_chat_ended", "video_chat_participants_invited",
	"voice_chat_scheduled", "voice_chat_started", "voice_chat_ended", "voice_chat_participants_invited",
	"boost_added", "giveaway_created", "giveaway_completed",
	"paid_message_price_changed", "direct_message_price_changed",
	"suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined", "suggested_post_paid",
	"suggested_post_refunded", "checklist_tasks_done", "checklist_tasks_added",
	"pinned_message", "write_access_allowed", "connected_website", "proximity_alert_triggered",
)

func isService(field string) bool { return serviceFields[field] }

func set(names ...string) map[string]bool {
	s := make(map[string]bool, len(names))
	for _, n := range names {
		s[n] = true
	}
	return s
}
