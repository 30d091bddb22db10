package telegram

import (
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// own holds the fields of a Message that the library, which ends at Bot API 5,
// does not know. Names and shapes are those of https://core.telegram.org/bots/api.
type own struct {
	added
	Entities        []entity        `json:"entities"`
	CaptionEntities []entity        `json:"caption_entities"`
	Sticker         *stickerKind    `json:"sticker"`
	RawID           json.RawMessage `json:"message_id"`
	RawDate         json.RawMessage `json:"date"`
	RawChat         json.RawMessage `json:"chat"`
	RawFrom         json.RawMessage `json:"from"`
	RawText         json.RawMessage `json:"text"`
	RawCaption      json.RawMessage `json:"caption"`
}

// added are the fields that the library does not have.
type added struct {
	ThreadID             int            `json:"message_thread_id"`
	IsTopicMessage       bool           `json:"is_topic_message"`
	BusinessConnectionID string         `json:"business_connection_id"`
	SenderBusinessBot    *tgbotapi.User `json:"sender_business_bot"`
	Quote                *quote         `json:"quote"`
	ExternalReply        *external      `json:"external_reply"`
	ReplyToStory         *story         `json:"reply_to_story"`
	ForwardOrigin        *origin        `json:"forward_origin"`
	HasMediaSpoiler      bool           `json:"has_media_spoiler"`
	Story                *story         `json:"story"`
	PaidMedia            *paidMedia     `json:"paid_media"`
	Checklist            *checklist     `json:"checklist"`
	WebAppData           *webAppData    `json:"web_app_data"`
	UsersShared          *usersShared   `json:"users_shared"`
	ChatShared           *chatShared    `json:"chat_shared"`
	RefundedPayment      *payment       `json:"refunded_payment"`
}

// strict is a Message in which all has the type that we know: the library's
// fields and ours in one. What is named here itself is not the library's.
type strict struct {
	tgbotapi.Message
	added
	Entities        []entity       `json:"entities"`
	CaptionEntities []entity       `json:"caption_entities"`
	Sticker         *strictSticker `json:"sticker"`
}

type strictSticker struct {
	tgbotapi.Sticker
	stickerKind
}

// ids are the fields without which a message has no place, undecoded.
type ids struct{ MessageID, Date, Chat, From json.RawMessage }

func (o own) ids() ids {
	return ids{MessageID: o.RawID, Date: o.RawDate, Chat: o.RawChat, From: o.RawFrom}
}

type entity struct {
	Type          string         `json:"type"`
	Offset        int            `json:"offset"`
	Length        int            `json:"length"`
	URL           string         `json:"url"`
	User          *tgbotapi.User `json:"user"`
	Language      string         `json:"language"`
	CustomEmojiID string         `json:"custom_emoji_id"`
}

type quote struct {
	Text     string `json:"text"`
	Position int    `json:"position"`
	IsManual bool   `json:"is_manual"`
}

// origin is a MessageOrigin of any type: user, hidden_user, chat or channel.
type origin struct {
	Date            int64          `json:"date"`
	SenderUser      *tgbotapi.User `json:"sender_user"`
	SenderUserName  string         `json:"sender_user_name"`
	SenderChat      *tgbotapi.Chat `json:"sender_chat"`
	Chat            *tgbotapi.Chat `json:"chat"`
	AuthorSignature string         `json:"author_signature"`
}

type external struct {
	Origin    *origin        `json:"origin"`
	Chat      *tgbotapi.Chat `json:"chat"`
	MessageID int            `json:"message_id"`
}

type story struct {
	Chat *tgbotapi.Chat `json:"chat"`
	ID   int            `json:"id"`
}

// stickerKind tells the file format, which Telegram gives in no other way.
type stickerKind struct {
	IsVideo bool `json:"is_video"`
}

type paidMedia struct {
	StarCount int               `json:"star_count"`
	PaidMedia []json.RawMessage `json:"paid_media"`
}

type checklist struct {
	Title string `json:"title"`
	Tasks []struct {
		Text           string `json:"text"`
		CompletionDate int64  `json:"completion_date"`
	} `json:"tasks"`
}

type webAppData struct {
	Data       string `json:"data"`
	ButtonText string `json:"button_text"`
}

type usersShared struct {
	Users []struct {
		UserID    int64  `json:"user_id"`
		FirstName string `json:"first_name"`
		LastName  string `json:"last_name"`
		Username  string `json:"username"`
	} `json:"users"`
}

type chatShared struct {
	ChatID   int64  `json:"chat_id"`
	Title    string `json:"title"`
	Username string `json:"username"`
}

type payment struct {
	Currency       string `json:"currency"`
	TotalAmount    int64  `json:"total_amount"`
	InvoicePayload string `json:"invoice_payload"`
	ChargeID       string `json:"telegram_payment_charge_id"`
}
