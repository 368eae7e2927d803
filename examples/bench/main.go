// Bench measures the indicators of riskon beside those of go-talib, a port of
// TA-Lib to Go, interleaved in one process.
package main

func main() {}
