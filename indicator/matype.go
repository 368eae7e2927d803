package indicator

import "strconv"

// An MAType is a moving average, where an indicator lets you choose one. The
// numbers are TA-Lib's.
type MAType int

const (
	TypeSMA   MAType = iota // [SMA]
	TypeEMA                 // [EMA]
	TypeWMA                 // [WMA]
	TypeDEMA                // [DEMA]
	TypeTEMA                // [TEMA]
	TypeTRIMA               // [TRIMA]
	TypeKAMA                // [KAMA] with 2 and 30
	TypeMAMA                // [MAMA] with 0.5 and 0.05, whatever the period
	TypeT3                  // [T3] with 0.7
)

const lastMAType = TypeT3

var maNames = [...]string{"SMA", "EMA", "WMA", "DEMA", "TEMA", "TRIMA", "KAMA", "MAMA", "T3"}

// String returns the name of the average, such as "SMA".
func (m MAType) String() string {
	if m < 0 || m > lastMAType {
		return "MAType(" + strconv.Itoa(int(m)) + ")"
	}
	return maNames[m]
}

// newMA returns the kernel of an average. A period of 1 gives the input itself,
// as in TA-Lib, for every type.
func newMA(m MAType, period int) numberKernel[float64] {
	if period == 1 {
		return &sma{window{n: 1}}
	}
	switch m {
	case TypeEMA:
		return newEMA(period)
	case TypeWMA:
		return newWMA(period)
	case TypeDEMA:
		return newDEMA(period)
	case TypeTEMA:
		return newTEMA(period)
	case TypeTRIMA:
		return newTRIMA(period)
	case TypeKAMA:
		return newKAMA(period)
	case TypeMAMA:
		return newMAMALine()
	case TypeT3:
		return newT3(period, 0.7)
	}
	return &sma{window{n: period}}
}
