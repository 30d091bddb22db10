package hub

import "time"

// ForgetStaff has what visitors see of the agents read anew.
func (h *Hub) ForgetStaff() {
	h.visitors.mu.Lock()
	defer h.visitors.mu.Unlock()
	h.visitors.read = time.Time{}
}

// Guests returns how many visitors' sessions are connected.
func (h *Hub) Guests() int { return len(h.live.guestIdentities()) }
