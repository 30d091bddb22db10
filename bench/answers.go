package bench

import "context"

func Answers(ctx context.Context, o Options) (any, error) { return nil, nil }
func Reads(ctx context.Context, o Options) (any, error)   { return nil, nil }
