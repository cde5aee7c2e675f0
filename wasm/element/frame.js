// ── The hidden frame: a document of the page's own origin for the program ───

/** Makes the frame; what its script offers is there when the promise resolves. @returns { {frame: HTMLIFrameElement, api: Promise<any>, close: () => void}} */
function openFrame() {
  const frame = make('iframe', { tabIndex: -1, title: '', ariaHidden: 'true' });
  try { frame.srcdoc = trusted().html(); } catch (err) { throw fault('trusted', String(err)); }
  unseen(frame, { visibility: 'hidden' });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.documentElement.append(frame); // not into the body, which some pages exchange
  if (!frame.contentDocument) { // the page is in a sandbox: frames in it are strangers to one another
    frame.remove();
    throw fault('sandbox');
  }
  const delivery = new Delivery('frame.js');
  return { frame, api: loaded.then(() => support(frame, delivery)), close() { delivery.leave(); frame.remove(); } };
}

/** @param {HTMLIFrameElement} frame @param {Delivery} delivery */
async function support(frame, delivery) {
  const text = inside('scorefield-frame');
  if (text !== null) insertScript(frame, (script) => { script.text = trusted().text(text); });
  else await delivery.bring((_, signal, again) => bringScript(frame, signal, again));
  return /** @type {any} */ (frame.contentWindow).scorefieldFrame;
}

/** @param {HTMLIFrameElement} frame @param {(script: HTMLScriptElement) => void} fill */
function insertScript(frame, fill) {
  const script = /** @type {Document} */ (frame.contentDocument).createElement('script');
  if (nonce) script.nonce = nonce;
  fill(script);
  /** @type {Document} */ (frame.contentDocument).head.append(script);
}

/** Runs frame.js in the frame, or says why it cannot. @param {HTMLIFrameElement} frame @param {AbortSignal} signal @param {boolean} again */
async function bringScript(frame, signal, again) {
  const url = beside('frame.js');
  if (again) await answer(url, 'frame.js', signal, true); // what the cache has may be damaged
  /** @type {SecurityPolicyViolationEvent | null} */ let violation = null;
  frame.contentDocument?.addEventListener('securitypolicyviolation', (e) => { violation = e; });
  const ran = await new Promise((resolve) => insertScript(frame, (script) => {
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    script.src = trusted().address(url);
  }));
  if (/** @type {any} */ (frame.contentWindow)?.scorefieldFrame) return;
  await new Promise((r) => setTimeout(r)); // what a policy has blocked is said afterwards
  if (violation) throw fault('policy', `${/** @type {SecurityPolicyViolationEvent} */ (violation).effectiveDirective}: frame.js`);
  const response = ran || !again ? await answer(url, 'frame.js', signal, true) : null;
  if (response && /^text\/html\b/.test(response.headers.get('content-type') ?? '')) throw fault('page', 'frame.js');
  throw fault('damaged', 'frame.js');
}
