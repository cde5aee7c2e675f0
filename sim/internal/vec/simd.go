//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"runtime"
	"simd/archsimd"
	"unsafe"
)

// The vector forms do four elements at a time and say how many they did; the
// plain forms do the rest. They multiply and then add, never both at once, and
// take their constants from a table in which each stands four times (loads are
// cheaper than broadcasts, which are not hoisted out of loops).
type (
	f4 = archsimd.Float32x4
	u4 = archsimd.Uint32x4
)

// vectors reports whether the processor has them; amd64 needs AVX.
var vectors = runtime.GOARCH != "amd64" || archsimd.X86.AVX()

func load(p *float32, i int) f4 {
	return archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

func store(p *float32, i int, v f4) {
	v.StoreArray((*[4]float32)(unsafe.Add(unsafe.Pointer(p), 4*i)))
}

func floats(i int) f4 { return archsimd.LoadFloat32x4Array(&floatTable[i]) }
func words4(i int) u4 { return archsimd.LoadUint32x4Array(&wordTable[i]) }

// Places in floatTable.
const (
	kLog2e = iota
	kRounding
	kLn2High
	kLn2Low
	kExp0
	kExp1
	kExp2
	kExp3
	kExp4
	kExp5
	kOne
	kHalf
	kExpLow
	kExpHigh
	kLogA
	kLogB
	kLogC
	kLogD
	kLogE
	kLogF
	kLogG
	kLogH
	kLogI
	kMinusTwo
	kUnit
	kTurn
	kSin0
	kSin1
	kSin2
	kCos0
	kCos1
	kCos2
	kLowest
	kMost       // e^−kMost is the least that expNeg gives
	kMostWeight // and Weight
)

var floatTable = [...][4]float32{
	kLog2e: {log2e, log2e, log2e, log2e}, kRounding: {rounding, rounding, rounding, rounding},
	kLn2High: {ln2High, ln2High, ln2High, ln2High}, kLn2Low: {ln2Low, ln2Low, ln2Low, ln2Low},
	kExp0: {exp0, exp0, exp0, exp0}, kExp1: {exp1, exp1, exp1, exp1}, kExp2: {exp2, exp2, exp2, exp2},
	kExp3: {exp3, exp3, exp3, exp3}, kExp4: {exp4, exp4, exp4, exp4}, kExp5: {exp5, exp5, exp5, exp5},
	kOne: {1, 1, 1, 1}, kHalf: {0.5, 0.5, 0.5, 0.5},
	kExpLow: {expLow, expLow, expLow, expLow}, kExpHigh: {expHigh, expHigh, expHigh, expHigh},
	kLogA: {logA, logA, logA, logA}, kLogB: {logB, logB, logB, logB}, kLogC: {logC, logC, logC, logC},
	kLogD: {logD, logD, logD, logD}, kLogE: {logE, logE, logE, logE}, kLogF: {logF, logF, logF, logF},
	kLogG: {logG, logG, logG, logG}, kLogH: {logH, logH, logH, logH}, kLogI: {logI, logI, logI, logI},
	kMinusTwo: {-2, -2, -2, -2}, kUnit: {1.0 / (1 << 23), 1.0 / (1 << 23), 1.0 / (1 << 23), 1.0 / (1 << 23)}, kTurn: {turn, turn, turn, turn},
	kSin0: {sin0, sin0, sin0, sin0}, kSin1: {sin1, sin1, sin1, sin1}, kSin2: {sin2, sin2, sin2, sin2},
	kCos0: {cos0, cos0, cos0, cos0}, kCos1: {cos1, cos1, cos1, cos1}, kCos2: {cos2, cos2, cos2, cos2},
	kLowest: {lowest, lowest, lowest, lowest}, kMost: {87, 87, 87, 87},
	kMostWeight: {64, 64, 64, 64},
}

// Places in wordTable.
const (
	wSign = iota
	wNotSign
	wSqrtHalf
	wMantissa
	wHashA
	wHashB
	wEighth
	wOne
	wLanes
	wFour
)

var wordTable = [...][4]uint32{
	wSign: {1 << 31, 1 << 31, 1 << 31, 1 << 31}, wNotSign: {1<<31 - 1, 1<<31 - 1, 1<<31 - 1, 1<<31 - 1},
	wSqrtHalf: {sqrtHalfBits, sqrtHalfBits, sqrtHalfBits, sqrtHalfBits}, wMantissa: {0x7fffff, 0x7fffff, 0x7fffff, 0x7fffff},
	wHashA: {hashA, hashA, hashA, hashA}, wHashB: {hashB, hashB, hashB, hashB}, wEighth: {1 << 20, 1 << 20, 1 << 20, 1 << 20},
	wOne: {1, 1, 1, 1}, wLanes: {0, 1, 2, 3}, wFour: {4, 4, 4, 4},
}
