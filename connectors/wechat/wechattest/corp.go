package wechattest

// Corp is an enterprise of WeChat KF.
type Corp struct{ *party }
