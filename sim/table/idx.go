package table

import (
	"encoding/binary"
	"slices"
)

// isIDX reports whether data begin as a file of MNIST's format does: two zero bytes, the
// type of its items, how many dimensions there are, and their sizes, big-endian (Y. LeCun,
// C. Cortes and C. Burges, "The MNIST database of handwritten digits", the page's section
// on file formats).
func isIDX(data []byte) bool {
	_, ok := idxTypes[idxType(data)]
	return ok && 1 <= data[3] && data[3] <= 4
}

// idxType is the byte that says what the items are, 0 if there is none.
func idxType(data []byte) byte {
	if len(data) < 4 || data[0] != 0 || data[1] != 0 {
		return 0
	}
	return data[2]
}

var idxTypes = map[byte]string{0x08: "u1", 0x09: "i1", 0x0b: "i2", 0x0c: "i4", 0x0d: "f4", 0x0e: "f8"}

// openIDX is a file of that format as an array of one row for each item of its first
// dimension, and its shape.
func openIDX(data []byte) (a array, shape []int, why *Error) {
	dims := int(data[3])
	rest := data[4:]
	if len(rest) < 4*dims {
		return a, nil, badPictures("an IDX file that is cut off", "不完整的 IDX 文件")
	}
	for k := range dims {
		shape = append(shape, int(binary.BigEndian.Uint32(rest[4*k:])))
	}
	a.typed(">" + idxTypes[data[2]])
	a.data = rest[4*dims:]
	if !a.divide(shape) {
		return a, nil, badPictures("an IDX file that is cut off: its shape is "+shapeText(shape), "不完整的 IDX 文件，形状为 "+shapeText(shape))
	}
	return a, shape, nil
}

// divide gives the array a row for each item of the first dimension of shape. It reports
// false if the array is shorter than its shape says.
func (a *array) divide(shape []int) bool {
	a.rows, a.cols = shape[0], 1
	if slices.Contains(shape, 0) {
		a.cols = 0
		return true
	}
	most := len(a.data) / a.size
	for _, n := range shape[1:] {
		if n > most {
			return false
		}
		a.cols *= n
		if a.cols > most {
			return false
		}
	}
	return a.rows <= most/a.cols
}

// IsLabels reports whether data are an array of one dimension, as labels are.
func IsLabels(data []byte) bool {
	if isIDX(data) {
		return data[3] == 1
	}
	if !isNPY(data) {
		return false
	}
	_, shape, why := openShapedNPY(data, 1)
	return why == nil && len(shape) == 1
}

// ReadLabels reads the labels of pictures, whole numbers from 0 to 255: an IDX file of one
// dimension, such as MNIST's train-labels-idx1-ubyte, unpacked, or an array of NumPy of one.
// The error is an [*Error].
func ReadLabels(data []byte) ([]uint8, error) {
	if why := unreadable(data); why != nil {
		return nil, why
	}
	if !IsLabels(data) {
		return nil, &Error{Kind: BadPictures, what: Text{"no file of labels", "不是标签文件"},
			allowed: Text{"an IDX file or an .npy array of one dimension", "一维的 IDX 文件或 .npy 数组"}}
	}
	var a array
	var why *Error
	if isIDX(data) {
		a, _, why = openIDX(data)
	} else {
		a, _, why = openShapedNPY(data, 1)
	}
	if why != nil {
		return nil, why
	}
	labels := make([]uint8, a.rows)
	for i := range labels {
		v := a.at(i, 0)
		if !isLabel(v) {
			return nil, &Error{Kind: NotNumber, Row: i + 1, Value: number(v), allowed: labelRange}
		}
		labels[i] = uint8(v)
	}
	return labels, nil
}

var labelRange = Text{"whole numbers from 0 to 255", "0 到 255 的整数"}

func isLabel(v float64) bool { return v >= 0 && v <= 255 && v == float64(uint8(v)) }
