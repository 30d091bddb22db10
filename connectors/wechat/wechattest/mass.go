package wechattest

type job struct{}
