// ── Pictures: darkness as a density ─────────────────────────────────────────
const pictureSide = 128; // pixels along the longer side: the program makes at most 2,000 kernels of them

/** Whether bytes are a picture of a kind that browsers decode: PNG, JPEG, GIF, WebP, AVIF, BMP. @param {Uint8Array} bytes */
function isPicture(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return /^(\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs]|BM.{4}\0\0\0\0)/s.test(head);
}

/** A point for each pixel that is not white, in the picture's own pixels from its lower left corner; its weight is how dark the pixel is, from 0 to 1. @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w */
async function pictureRequest(bytes, name, w) {
  const wrong = (/** @type {string} */ message) => Object.assign(new Error(`${name}: ${message}`), { type: 'data', field: 'data', value: name });
  const picture = await createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)])).catch(() => { throw wrong(w.noPicture); });
  const k = Math.min(1, pictureSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * k)), height = Math.max(1, Math.round(picture.height * k));
  const context = make('canvas', { width, height }).getContext('2d', { willReadFrequently: true });
  if (!context) throw wrong(w.noPicture);
  context.fillStyle = '#fff'; // what is transparent is paper
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const numbers = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const at = 4 * (j * width + i);
      const dark = 1 - (0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]) / 255; // Rec. 709
      if (dark >= 1 / 255) numbers.push((i + 0.5) * picture.width / width, (height - j - 0.5) * picture.height / height, dark);
    }
  }
  picture.close();
  if (numbers.length < 6) throw wrong(w.whitePicture);
  return { numbers: Float64Array.from(numbers), columns: 3, names: w.pictureNames, weight: w.pictureNames.split(',')[2], axes: 'same', name };
}
