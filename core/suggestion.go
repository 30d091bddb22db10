package core

// Suggestions are what a bot would answer while an agent has the conversation. They
// hold as long as the message that they answer is the newest public one.
type Suggestions struct {
	ConversationID ID
	BotID          string
	Seq            int64 // of the customer's message that they answer
	Texts          []string
	At             Time
}
