module github.com/riskon/riskon/examples/bench

go 1.24.0

require github.com/riskon/riskon v0.0.0

require (
	github.com/markcheno/go-talib v0.0.0-20250114000313-ec55a20c902f
	github.com/shopspring/decimal v1.6.0 // indirect
)

replace github.com/riskon/riskon => ../..
