package indicator

import "math"

// The angles of package math differ in the last bits between CPUs. These are made
// of operations that do not, and are good to the last few bits.

const (
	pi      = 3.14159265358979323846264338327950288
	degrees = 180 / pi // a radian in degrees
)

// A bearing is a point of the unit circle.
type bearing struct{ sin, cos float64 }

// eighths are the bearings at eighths of pi, up to a quarter of the circle.
var eighths = [...]bearing{
	{0, 1},
	{0.38268343236508977172845998403039887, 0.92387953251128675612818318939678829},
	{1, 1}, // the length does not matter
	{0.92387953251128675612818318939678829, 0.38268343236508977172845998403039887},
	{1, 0},
}

// arctan returns atan(y/x), x not 0. It turns the bearing back to the nearest
// eighth of pi, and takes the series for what is left, which is less than 0.2.
func arctan(y, x float64) float64 {
	a, b := y, x
	if x < 0 {
		a, b = -y, -x
	}
	if a < 0 {
		return -arctan(-a, b)
	}
	k := 4
	switch {
	case a <= float64(0.1989*b): // the tangents half-way
		k = 0
	case a <= float64(0.6682*b):
		k = 1
	case a <= float64(1.4966*b):
		k = 2
	case a <= float64(5.0273*b):
		k = 3
	}
	d := &eighths[k]
	t := (float64(d.cos*a) - float64(d.sin*b)) / (float64(d.cos*b) + float64(d.sin*a))
	z := float64(t * t)
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	p := (float64(z*(1.0/5)) - 1.0/3) + float64(z2*(float64(z*(1.0/9))-1.0/7))
	q := (float64(z*(1.0/13)) - 1.0/11) + float64(z2*(float64(z*(1.0/17))-1.0/15))
	r := (float64(z*(1.0/21)) - 1.0/19) - float64(z2*(1.0/23))
	p = (p + float64(z4*q)) + float64(float64(z4*z4)*r)
	return (float64(pi/8*float64(k)) + t) + float64(float64(t*z)*p)
}

// sinCos returns the sine and cosine of a, for |a| <= pi/4, by Taylor's series up
// to a^17 and a^16.
func sinCos(a float64) (sin, cos float64) {
	z := float64(a * a)
	z2 := float64(z * z)
	s := (float64(z*(1.0/362880)) - 1.0/5040) + float64(z2*((float64(z*(1.0/6227020800))-1.0/39916800)+
		float64(z2*(float64(z*(1.0/355687428096000))-1.0/1307674368000))))
	s = (float64(z*(1.0/120)) - 1.0/6) + float64(z2*s)
	c := (float64(z*(1.0/40320)) - 1.0/720) + float64(z2*((float64(z*(1.0/479001600))-1.0/3628800)+
		float64(z2*(float64(z*(1.0/20922789888000))-1.0/87178291200))))
	c = (float64(z*(1.0/24)) - 1.0/2) + float64(z2*c)
	return a + float64(float64(a*z)*s), 1 + float64(z*c)
}

// sinDegrees returns the sine of d degrees, for d within some turns of 0.
func sinDegrees(d float64) float64 {
	quarter := math.Floor(d/90 + 0.5)
	sin, cos := sinCos((d - float64(90*quarter)) / degrees)
	switch int(quarter) & 3 {
	case 1:
		return cos
	case 2:
		return -sin
	case 3:
		return -cos
	}
	return sin
}
