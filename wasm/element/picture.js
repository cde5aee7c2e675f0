// ── Pictures: darkness as a density ─────────────────────────────────────────
const sheetSide = 4096; // pixels along the longer side of a sheet of pictures
const bandPixels = 1 << 16; // that are read at once
const pictureSide = 128; // pixels along the longer side: the program makes at most 2,000 kernels of them

/** Whether bytes are a picture of a kind that browsers decode: PNG, JPEG, GIF, WebP, AVIF, BMP. @param {Uint8Array} bytes */
function isPicture(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return /^(\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs]|BM.{4}\0\0\0\0)/s.test(head);
}

/** A picture as it is decoded, at its own size or so that its longer side has at most so many pixels, on white paper: grey values by Rec. 709 from 0, black, to 255, row by row. @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w @param {number} most */
async function greyPixels(bytes, name, w, most) {
  const wrong = (/** @type {string} */ message) => dataFault(`${name}: ${message}`, name);
  const picture = await createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)])).catch(() => { throw wrong(w.noPicture); });
  const k = Math.min(1, most / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * k)), height = Math.max(1, Math.round(picture.height * k));
  const context = make('canvas', { width, height }).getContext('2d', { willReadFrequently: true });
  if (!context) throw wrong(w.noPicture);
  context.fillStyle = '#fff'; // what is transparent is paper
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const full = { width: picture.width, height: picture.height };
  picture.close();
  const grey = new Float64Array(width * height), rows = Math.ceil(bandPixels / width), pause = slicing();
  for (let y = 0; y < height; y += rows) {
    const { data } = context.getImageData(0, y, width, Math.min(rows, height - y));
    for (let i = 0, at = y * width; 4 * i < data.length; i++, at++) grey[at] = 0.2126 * data[4 * i] + 0.7152 * data[4 * i + 1] + 0.0722 * data[4 * i + 2];
    await pause();
  }
  return { grey, width, height, full };
}

/** A sheet of pictures; the program sees how it is divided. @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w */
async function sheetRequest(bytes, name, w) {
  const { grey, width, height, full } = await greyPixels(bytes, name, w, sheetSide);
  if (full.width !== width) throw Object.assign(new Error(w.largeSheet(name, full.width, full.height, sheetSide)), { type: 'data', field: 'data', value: `${full.width} × ${full.height}`, range: `1 … ${sheetSide}` });
  const whole = new Uint8Array(grey.length), pause = slicing();
  for (let i = 0; i < grey.length; i++) {
    whole[i] = Math.round(grey[i]);
    if (i % bandPixels === 0) await pause();
  }
  return { bytes: whole, width, height, name };
}

/** A point for each pixel that is not white, in the picture's own pixels from its lower left corner; its weight is how dark the pixel is, from 0 to 1. @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w */
async function pictureRequest(bytes, name, w) {
  const { grey, width, height, full } = await greyPixels(bytes, name, w, pictureSide);
  const numbers = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const dark = 1 - grey[j * width + i] / 255;
      if (dark >= 1 / 255) numbers.push((i + 0.5) * full.width / width, (height - j - 0.5) * full.height / height, dark);
    }
  }
  if (numbers.length < 6) throw dataFault(`${name}: ${w.whitePicture}`, name);
  return { numbers: Float64Array.from(numbers), columns: 3, names: w.pictureNames, weight: w.pictureNames.split(',')[2], axes: 'same', name };
}
