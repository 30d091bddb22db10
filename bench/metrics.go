package bench

import (
	"bufio"
	"context"
	"net/http"
	"strconv"
	"strings"
)

// metric reads one value from the hub's metrics; 0 when it is not there.
func (sv *served) metric(ctx context.Context, name string) float64 {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+sv.agents+"/metrics", nil)
	if err != nil {
		return 0
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if v, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			f, _ := strconv.ParseFloat(v, 64) // what is no number counts as nothing
			return f
		}
	}
	return 0
}

// batch is how many commands a commit carried on average.
func (sv *served) batch(ctx context.Context) float64 {
	return ratio(sv.metric(ctx, "switchboard_commit_items_total"), sv.metric(ctx, "switchboard_commits_total"))
}
