package indicator

// A difference says how many rows of a function of TA-Lib do not agree with ours
// to 1e-9: of the committed cases and of all cases of the reference; and why those
// that are not rounding noise differ.
type difference struct {
	committed, all deviations
	why            string
}

const (
	equalIndex = "of equal values TA-Lib takes the newest when it comes, but the oldest when it searches the window anew; ours is always the newest"
	stillMAMA  = "where prices stand still TA-Lib takes the phase of its own rounding; an average of it (MAMA) remembers"
	stillRSI   = "prices that stand still leave our RSI where it is; TA-Lib's moves by its rounding errors, of which K makes 0 to 100"
	stillStoch = "where prices stand still K is 0; an average of TA-Lib's by KAMA or MAMA takes its own rounding for a movement"
	stillCCI   = "where prices stand still CCI is 0; TA-Lib divides one rounding error by another"
	stillBeta  = "where prices hardly move TA-Lib subtracts sums that are almost equal"
)

// differences is the list of all of them. Whatever is not here agrees.
var differences = map[string]difference{
	"BBANDS":      {committed: deviations{nearer: 118}, all: deviations{nearer: 840}},
	"BETA":        {all: deviations{differs: 14}, why: stillBeta},
	"CCI":         {all: deviations{differs: 12}, why: stillCCI},
	"CORREL":      {committed: deviations{nearer: 16}, all: deviations{nearer: 16}},
	"HT_DCPHASE":  {committed: deviations{differs: 27}, all: deviations{differs: 27}, why: stillMAMA},
	"HT_SINE":     {committed: deviations{differs: 54}, all: deviations{differs: 54}, why: stillMAMA},
	"IMI":         {committed: deviations{differs: 34}, all: deviations{differs: 94}, why: "bars without movement: TA-Lib gives NaN for 0/0, ours is 50"},
	"MA":          {all: deviations{differs: 96}, why: stillMAMA},
	"MAMA":        {committed: deviations{differs: 249}, all: deviations{differs: 841}, why: stillMAMA},
	"MAVP":        {all: deviations{differs: 96}, why: stillMAMA},
	"MAXINDEX":    {committed: deviations{differs: 15}, all: deviations{differs: 56}, why: equalIndex},
	"MININDEX":    {committed: deviations{differs: 1}, all: deviations{differs: 2}, why: equalIndex},
	"MINMAXINDEX": {committed: deviations{differs: 16}, all: deviations{differs: 58}, why: equalIndex},
	"STDDEV":      {committed: deviations{nearer: 59}, all: deviations{nearer: 119}},
	"STOCH":       {all: deviations{differs: 498}, why: stillStoch},
	"STOCHF":      {all: deviations{differs: 222}, why: stillStoch},
	"STOCHRSI":    {committed: deviations{differs: 68}, all: deviations{differs: 1397}, why: stillRSI},
}
