// ── Words: every sentence of the page's side, in both languages ─────────────
/** How many of something there are, in English. @param {number} n @param {string} one */
const several = (n, one) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

const words = {
  en: {
    start: 'Start the figure', play: 'Play', pause: 'Pause', step: 'One step', reset: 'Start again', undo: 'Undo', redo: 'Redo',
    stages: 'Stages', presets: 'Presets', choose: 'choose …', swd: 'sliced W₂', confidence: 'read with confidence', frechet: 'Fréchet distance', floor: (/** @type {string} */ v) => `exact draws ≤ ${v}`, best: (/** @type {string} */ v) => `best ${v}`, ess: 'effective draws per 1,000 steps', curl: 'curl', closed: 'closed form', likelihood: 'log-likelihood by the flow', exact: 'exact',
    time: 'Time', more: 'Settings', less: 'Hide settings', link: 'Copy link', copied: 'Link copied',
    long: 'These settings do not fit into a link of 2 kB; save the data instead.', denied: 'The browser does not allow copying; copy this by hand:',
    nowhere: 'This page was written into a frame and has no address of its own that a link could lead to.', noScreen: 'The browser does not let the figure fill the screen here.',
    framed: (/** @type {string} */ name, /** @type {boolean} */ perhaps) => perhaps ? `${name} was given to the browser. If it is not saved, the frame around this page keeps files back (it needs allow-downloads).` : `${name} cannot be saved: the frame around this page keeps files back (it needs allow-downloads).`,
    open: 'Open a file', close: 'Close',
    working: 'Working', stop: 'Stop', left: (/** @type {number} */ s) => `${s < 90 ? `${Math.ceil(s)} s` : s < 5400 ? `${Math.round(s / 60)} min` : `${Math.round(s / 3600).toLocaleString('en')} h`} left`,
    home: 'Reset the view', loading: 'Loading', standalone: 'Open the stand-alone page', on: 'on', off: 'off', auto: 'auto',
    amount: (/** @type {string} */ loaded, /** @type {string} */ total) => `${loaded} of ${total} MB`, retry: 'Try again',
    quiet: 'Nothing has come for 8 seconds. The figure goes on waiting.',
    again: (/** @type {string} */ cause, /** @type {number} */ n, /** @type {number} */ of) => `${cause}. Trying again (${n} of ${of}).`,
    /** Why a figure cannot run; the names are the types of the error event. */
    faults: {
      old: (/** @type {string} */ what) => `This browser is too old, or has parts of it switched off: the figure needs Chrome or Edge 111, Firefox 113 or Safari 16.4, or a later version (missing: ${what}).`,
      nowasm: () => 'This browser does not run WebAssembly, or it is switched off.',
      csp: () => 'The page’s security policy forbids WebAssembly (script-src needs \'wasm-unsafe-eval\').',
      trusted: () => 'The page enforces Trusted Types and does not allow the policy “scorefield” (it needs trusted-types scorefield).',
      policy: (/** @type {string} */ what) => `The page’s security policy does not allow a file of the figure (${what}).`,
      webgl: () => 'This browser offers no WebGL 2, which the figure draws with.',
      disk: () => 'A page opened from disk may not load the program. Open it through a web server, or use scorefield.html, which has everything in one file.',
      sandbox: () => 'The page is in a sandbox that the figure cannot run in (its frame needs allow-same-origin).',
      cors: (/** @type {string} */ host) => `${host} does not let other sites read the program (it needs the header Access-Control-Allow-Origin).`,
      missing: (/** @type {string} */ what) => `A file of the figure is not where the script looks for it (${what}).`,
      page: (/** @type {string} */ name) => `In the place of ${name} the host sends a web page.`,
      server: (/** @type {string} */ what) => `The host does not deliver a file of the figure at present (${what}).`,
      network: (/** @type {string} */ what) => `The connection broke off while the figure was being loaded (${what}).`,
      damaged: (/** @type {string} */ what) => `A file of the figure arrived incomplete or damaged (${what}).`,
      workers: (/** @type {string} */ what) => `There are no workers (${what}); the figure goes on without them, more slowly.`,
      version: (/** @type {string} */ which) => `The script and the program are of different versions (${which}); one of them comes from an old cache. Load the page again.`,
      stopped: () => 'A fault in the program has stopped this figure. The others go on.',
      failed: () => 'The program did not start.',
      ended: () => 'The program has broken off twice while it worked for this figure, which stays a picture. The others go on.',
    },
    copies: (/** @type {string} */ first, /** @type {string} */ later) => `Scorefield: this page has two versions of the script. The figures are made by ${first}, which came first; ${later} does nothing.`,
    removed: 'The figure was taken out of the page.', outside: 'The figure is not in a page: put it into one first.',
    lost: {
      graphics: 'The browser has taken the graphics away; the figure comes back by itself.',
      program: 'The program has broken off; the figure comes back by itself.',
      frame: 'The page has removed the frame of the program; the figure comes back by itself.',
    },
    data: (/** @type {string} */ why) => `The data could not be loaded${why && ` (${why})`}.`,
    /** Why data do not come; other causes are their own words. @type {Record<string, (detail: string) => string>} */
    dataFaults: {
      address: () => 'this is no address',
      scheme: (what) => `nothing can be read at this ${what} address`,
      network: () => 'the connection broke off',
      cors: (host) => `${host} does not let other sites read it: it needs the header Access-Control-Allow-Origin`,
      policy: (what) => `the page’s security policy does not allow it: ${what}`,
    },
    dataDisk: 'A page opened from disk cannot load data by URL; drop the file on the figure, or put it in a script element of type text/csv inside the figure.',
    notAllowed: (/** @type {string} */ n, /** @type {string} */ v, /** @type {string} */ r) => `${n}: “${v}” is not allowed; allowed: ${r}.`,
    block: (/** @type {string} */ names) => `Left out of the block, for they are no settings: ${names}.`,
    film: 'GIF or video', filmStopped: 'The film was stopped: by the reader, for another one, or because another run has begun.', filmFrom: 'From step', filmTo: 'To step', filmEvery: 'A frame every … steps', filmRate: 'Frames a second', filmLoop: 'At the end',
    loops: { once: 'it is over', hold: 'hold for a second, then again', back: 'backwards to the start: endless, without a jump' },
    filmLength: (/** @type {number} */ n, /** @type {number} */ s) => `${several(n, 'picture')}, ${s.toLocaleString('en', { maximumFractionDigits: 2 })} s`,
    noVideo: 'This browser cannot encode video here (WebCodecs with H.264, VP9 or VP8, on a page that comes over https or from disk); a GIF can be made everywhere.',
    pixels: (/** @type {number} */ n) => `≤ ${n} pixels`, source: (/** @type {string} */ s) => s,
    motionless: 'Nothing moves in this figure by itself, so it can be no film; save a picture.',
    count: 'a whole number from 0', text: 'text', object: 'an object of names and values', number: 'a number',
    options: 'an object, with an AbortSignal as its signal', signal: 'an AbortSignal',
    columns: 'names of x, y and perhaps the weight, parted by commas',
    points: 'text, bytes, a file, a picture, numbers x, y, x, y, …, pairs, or objects with columns',
    largeSheet: (/** @type {string} */ name, /** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ most) => `${name}: a sheet of ${width} × ${height} pixels; allowed: sides of at most ${most.toLocaleString('en')}.`,
    damagedData: (/** @type {string} */ name) => `${name}: the packed file is damaged or cut off.`,
    goneBuffer: (/** @type {string} */ name) => `${name}: the buffer of these numbers or bytes is detached or has become too short; nothing can be read from it.`,
    lostFile: (/** @type {string} */ name) => `${name}: the browser cannot read the file; it may have been moved or changed since it was chosen.`,
    examplePictures: 'Drawn digits stand here until you open, paste, drop or draw pictures of your own: a CSV or .npy with a picture a row, MNIST’s IDX files, pictures and labels together, packed or not, or one large picture with many small ones in rows and columns. They stay in this browser.',
    savePictures: 'Save these pictures', ownPictures: 'Pictures of your own',
    padLabel: 'label', padAdd: 'Add to the pictures', padClear: 'Clear the pad', drawnPicture: 'The picture has joined the data.',
    padHint: 'Draw a picture with mouse, finger or pen, or with arrow keys, Shift and Space, and add it: it is learned with the others.',
    padKeys: 'Pad for a picture. Arrow keys move the cross, with Shift they draw, Space makes a dot, Z takes back, Enter adds the picture.',
    example: 'Example data: two moons. Open, paste, drop or draw data of your own; they stay in this browser.',
    weight: 'weight', noWeight: 'none', axes: 'axes', sameScale: 'one scale', ownScales: 'a scale each',
    noChoice: 'These points came with a state or a link; to choose columns, open the file again.',
    leaveFar: (/** @type {number} */ n) => n === 1 ? 'Leave out the far point' : `Leave out ${n} far points`, takeFar: (/** @type {number} */ n) => n === 1 ? 'Take the far point back' : `Take ${n} far points back`,
    otherReading: (/** @type {string} */ how) => `Read with ${how} instead`,
    understood: (/** @type {number} */ n) => n === 1 ? 'What was understood: 1 remark' : `What was understood: ${n} remarks`,
    drawing: 'drawing', pen: 'Pen', eraser: 'Eraser', spray: 'Spray', line: 'Line', clear: 'Remove all points', done: 'End drawing', undoStroke: 'Take back',
    drawHere: 'Draw points here: with mouse, finger or pen, or with the arrow keys and Space. Two of them make a score.',
    drawKeys: 'Drawing surface. Arrow keys move the cross, with Shift they draw, Space puts a point; 1 to 4 choose pen, eraser, spray and line, z takes back, Escape ends.',
    sketched: (/** @type {number} */ n) => `The drawing begins with ${n} points spread as your data are.`,
    drawn: (/** @type {number} */ n) => n === 1 ? '1 point' : `${n} points`, fullDrawing: (/** @type {number} */ n) => `A drawing holds ${n} points at most.`,
    paste: 'Paste', draw: 'Draw', keep: 'Keep', keepAs: 'Name to keep the data by', unnamed: 'my data', saveOwn: 'Save these points', lieBeside: (/** @type {string} */ name) => `The points are too many for the code of a page: save them, and let ${name} lie beside the page.`, takeAway: 'Take away',
    kept: 'kept', takeKept: 'Use', dropKept: 'Forget',
    noShelf: 'This browser does not let the page keep data (storage is forbidden or full); save them as a file instead.',
    pasted: 'pasted', dropped: 'dropped', noClipboard: 'The browser does not let the page read the clipboard: click on the picture and press Ctrl+V (⌘V).', emptyClipboard: 'The clipboard holds neither text nor a picture.',
    emptyDrop: 'What was dropped is neither a file nor text.', emptyFile: (/** @type {string} */ name) => `${name}: the file is empty.`, manyFiles: (/** @type {number} */ n, /** @type {number} */ most) => `${n} files were given; allowed: ${most === 1 ? 'one' : 'one, or pictures and their labels'}.`,
    noPicture: 'this browser cannot decode the picture; save it as PNG or JPEG.', whitePicture: 'the picture has no dark pixels; darkness is taken as the density.', pictureNames: 'across,up,darkness',
    exports: 'Export', embed: 'Copy embed code', cite: 'Copy citation', numbers: 'Copy these numbers', copiedText: 'Copied', keys: 'Keys', full: 'Full screen', goTo: 'Go to step',
    files: { particles: 'Particles (CSV)', loss: 'Losses (CSV)', grid: 'Grid of scores (CSV)', weights: 'Weights (safetensors)', go: 'Go program', numpy: 'NumPy script' },
    /** @type {[string, string][]} */ keyList: [['Enter', 'use the keyboard in the figure; in it the next grip of the chosen component (centre, axes, weight), or paint a pixel of the chosen sample'], ['Esc', 'leave it'], ['Space', 'play or pause'], ['← → ↑ ↓', 'move the view, the chosen component’s grip or the point (with Shift a fifth as far), or the pen'],
      ['+ −', 'zoom'], ['0', 'reset the view'], ['N P', 'choose the next or the previous component or sample, or the point'], [', .', 'take apart the step of the previous or the next particle'], ['Z Y', 'undo, redo'], ['?', 'this list']],
    tips: {
      sigma: 'Standard deviation of the Gaussian noise by which the density is blurred.', step: 'Steps that the particles have done.', trainingStep: 'Steps that the network has learned, a batch each.',
      heldOut: 'The same loss on data that the network does not learn from. Where it rises while the loss falls, the network learns its data by heart.',
      curl: 'Root mean square of ∂s_y/∂x − ∂s_x/∂y, where the data are. A score is a gradient and has none.', together: 'Each of them does a part of every batch; the weights are those that one would get.',
      rhat: 'Spread of all chains beside that within each: 1 where they agree. Above 1.05 they do not sample the same density yet.', ess: 'As many independent draws are a thousand steps of a chain worth.',
      likelihood: 'Mean log-density of 32 fresh draws, by the change of variables along the probability flow, and by the density itself.',
      w2: 'Wasserstein distance: how far the particles have to be carried to be draws of the density. Independent draws have the value in brackets or less.',
      mmd: 'Squared maximum mean discrepancy: how different the particles are from draws of the density, by a kernel. Independent draws have the value in brackets or less.',
      ksd: 'Squared kernel Stein discrepancy: the same by the score alone, without draws. It does not see wrong weights of modes that are far apart.',
      confidence: 'Mean over the samples of the probability that a classifier gives to the class it takes each of them for.', frechet: 'How far the samples are from real pictures in what the classifier sees of them. Real ones have the value in brackets or less.',
      presets: 'Settings of the lesson’s figures; each sets all that the scene has, but for the seed.',
      time: 'Goes back and forth through the steps that have been done so far.', goTo: 'Type the number of a step: the run goes there and stops.',
      column: 'Which column of your data is drawn along this axis.', weight: 'A column of numbers that say how much each point counts.', axes: 'Whether both axes have one scale, or each of them the one that fits its column.',
      kept: 'Data that you have kept in this browser; nothing leaves it.',
      verdict: 'The number of this run in the interval into which the published setting has to bring it.',
      loss: 'Mean of the loss over the last 25 batches.', optimum: 'The least that this loss can be expected to be: that of the exact score.', error: 'Half the mean squared error of the learned score, where the data are.',
      rmse: 'Root of the mean squared error over the whole view, where there are data and where there are none.', heavy: 'Share of the particles whose likeliest component is the heaviest one.',
      accepted: 'Share of the proposals that the Metropolis correction accepted in the last step.', epsilon: 'Step size ε; papers that write α/2 have α = 2ε.', swd: 'Sliced Wasserstein distance from the particles to draws of the density; independent draws have the value in brackets or less.',
    },
    canvas: (/** @type {string} */ s) => `${s}: interactive figure. Press Enter to use the keyboard in it, Escape to leave.`,
    hint: 'point at the figure to read p, log p and s', hintTouch: 'touch the figure to read p, log p and s', loss: 'loss', heldOut: 'held-out loss', together: 'workers that train together', optimum: 'expected optimum', rmse: 'RMSE over the view', stepName: 'step',
    heavy: 'heavy mode', accepted: 'accepted',
    diverged: (/** @type {Stats} */ s) =>
      `diverged: ${s.workers > 0 ? 'at least ' : ''}${several(s.astray, 'particle')} ran away; the picture is ${s.earlier ? 'the last with most particles in it' : 'of the last finite state'}${s.limit === null ? '' : ` (steps are stable below ε = ${digits(s.limit)})`}`,
    still: (/** @type {string} */ scene, /** @type {string} */ sigma) => `${scene}: nothing moves by itself; σ = ${sigma}.`,
    trained: (/** @type {string} */ scene, /** @type {Stats} */ s, /** @type {TrainingStats} */ t) =>
      `${scene}: ${t.objective}, training step ${s.step}${t.loss === null ? '' : `, loss ${digits(t.loss)}`}, half the mean squared error of the score ${digits(t.fisher, 2)}.`,
    sampled: (/** @type {string} */ scene, /** @type {Stats} */ s) =>
      `${scene}: ${several(s.particles, 'particle')}, step ${s.step}${s.share === null ? '' : `, ${(100 * s.share).toFixed(1)}% in the heavy mode`}${s.frozen ? '; diverged' : ''}.`,
    pictured: (/** @type {string} */ scene, /** @type {Stats} */ s, /** @type {TrainingStats} */ t) =>
      `${scene}: ${several(s.particles, 'picture')} out of noise, step ${s.step}, by a network after ${several(t.step, 'training step')}${t.loss === null ? '' : `, loss ${digits(t.loss)}`}${s.pictures ? `, read with confidence ${digits(s.pictures.confidence, 2)}` : ''}${s.frozen ? '; diverged' : ''}.`,
  },
  zh: {
    start: '启动演示', play: '播放', pause: '暂停', step: '单步', reset: '重新开始', undo: '撤销', redo: '重做',
    stages: '阶段', presets: '预设', choose: '选择…', swd: '切片 W₂', confidence: '识别置信度', frechet: 'Fréchet 距离', floor: (/** @type {string} */ v) => `精确样本 ≤ ${v}`, best: (/** @type {string} */ v) => `最优 ${v}`, ess: '每千步有效样本数', curl: '旋度', closed: '闭式解', likelihood: '概率流给出的对数似然', exact: '精确',
    time: '时间', more: '设置', less: '收起设置', link: '复制链接', copied: '链接已复制',
    long: '这些设置超出 2 kB 的链接长度；请改为保存数据。', denied: '浏览器不允许复制，请手动复制：',
    nowhere: '此页面由另一页面写入框架，没有自己的网址，无法生成链接。', noScreen: '浏览器不允许演示在这里全屏显示。',
    framed: (/** @type {string} */ name, /** @type {boolean} */ perhaps) => perhaps ? `${name} 已交给浏览器。如未保存，则是页面所在的框架不允许下载（需要 allow-downloads）。` : `${name} 无法保存：页面所在的框架不允许下载（需要 allow-downloads）。`,
    open: '打开文件', close: '关闭',
    working: '计算中', stop: '停止', left: (/** @type {number} */ s) => `约剩 ${s < 90 ? `${Math.ceil(s)} 秒` : s < 5400 ? `${Math.round(s / 60)} 分钟` : `${Math.round(s / 3600).toLocaleString('en')} 小时`}`,
    home: '复位视图', loading: '加载中', standalone: '打开独立页面', on: '开', off: '关', auto: '自动',
    amount: (/** @type {string} */ loaded, /** @type {string} */ total) => `${loaded} / ${total} MB`, retry: '重试',
    quiet: '已有 8 秒没有收到数据，仍在等待。',
    again: (/** @type {string} */ cause, /** @type {number} */ n, /** @type {number} */ of) => `${cause}。正在重试（第 ${n} 次，共 ${of} 次）。`,
    faults: {
      old: (/** @type {string} */ what) => `此浏览器版本过旧或停用了部分功能，无法运行演示：需要 Chrome 或 Edge 111、Firefox 113、Safari 16.4 或更高版本（缺少：${what}）。`,
      nowasm: () => '此浏览器不支持 WebAssembly，或已将其关闭。',
      csp: () => '页面的安全策略禁止 WebAssembly（script-src 需要 \'wasm-unsafe-eval\'）。',
      trusted: () => '页面强制使用 Trusted Types，但不允许名为 “scorefield” 的策略（需要 trusted-types scorefield）。',
      policy: (/** @type {string} */ what) => `页面的安全策略不允许加载演示所需的文件（${what}）。`,
      webgl: () => '此浏览器不提供绘图所需的 WebGL 2。',
      disk: () => '从磁盘打开的页面不能加载程序。请通过网站服务器打开此页，或使用 scorefield.html：所有内容都在这一个文件中。',
      sandbox: () => '页面处于沙箱中，演示无法运行（框架需要 allow-same-origin）。',
      cors: (/** @type {string} */ host) => `${host} 不允许其他网站读取程序（需要响应头 Access-Control-Allow-Origin）。`,
      missing: (/** @type {string} */ what) => `在脚本查找的位置没有演示所需的文件（${what}）。`,
      page: (/** @type {string} */ name) => `主机没有返回 ${name}，而是返回了一个网页。`,
      server: (/** @type {string} */ what) => `主机暂时无法提供演示所需的文件（${what}）。`,
      network: (/** @type {string} */ what) => `加载演示时连接中断（${what}）。`,
      damaged: (/** @type {string} */ what) => `演示所需的文件不完整或已损坏（${what}）。`,
      workers: (/** @type {string} */ what) => `无法使用 Worker（${what}）；演示会继续运行，但速度较慢。`,
      version: (/** @type {string} */ which) => `脚本与程序的版本不一致（${which}），其中之一来自旧的缓存。请重新加载页面。`,
      stopped: () => '程序出错，此演示已停止；其他演示照常运行。',
      failed: () => '程序未能启动。',
      ended: () => '程序在运行此演示时两次异常终止，因此这里只保留图像；其他演示照常运行。',
    },
    copies: (/** @type {string} */ first, /** @type {string} */ later) => `Scorefield：页面载入了两个版本的脚本。演示由先载入的 ${first} 生成；后载入的 ${later} 不起作用。`,
    removed: '图形已从页面中移除。', outside: '图形不在页面中：请先将其放入页面。',
    lost: {
      graphics: '浏览器收回了图形资源；演示会自行恢复。',
      program: '程序异常终止；演示会自行恢复。',
      frame: '页面移除了程序所在的框架；演示会自行恢复。',
    },
    data: (/** @type {string} */ why) => `数据无法加载${why && `（${why}）`}。`,
    /** @type {Record<string, (detail: string) => string>} */ dataFaults: {
      address: () => '这不是网址',
      scheme: (what) => `此 ${what} 地址无法读取`,
      network: () => '连接中断',
      cors: (/** @type {string} */ host) => `${host} 不允许其他网站读取：需要响应头 Access-Control-Allow-Origin`,
      policy: (/** @type {string} */ what) => `页面的安全策略不允许：${what}`,
    },
    dataDisk: '从磁盘打开的页面不能按网址加载数据；请把文件拖到图上，或放入类型为 text/csv 的 script 子元素。',
    notAllowed: (/** @type {string} */ n, /** @type {string} */ v, /** @type {string} */ r) => `${n}：“${v}” 不可用；允许：${r}。`,
    block: (/** @type {string} */ names) => `代码块中以下各项不是设置，已略去：${names}。`,
    film: 'GIF 或视频', filmStopped: '影片已停止制作：读者停止、开始了另一个影片，或运行已重新开始。', filmFrom: '起始步', filmTo: '结束步', filmEvery: '每隔多少步一帧', filmRate: '每秒帧数', filmLoop: '播放到末尾时',
    loops: { once: '停止', hold: '停留一秒后重新播放', back: '倒放回起点：无跳变循环' },
    filmLength: (/** @type {number} */ n, /** @type {number} */ s) => `${n.toLocaleString('en')} 幅画面，${s.toLocaleString('en', { maximumFractionDigits: 2 })} 秒`,
    noVideo: '此浏览器在这里无法编码视频（需要支持 H.264、VP9 或 VP8 的 WebCodecs，且页面须经 https 或从本地打开）；GIF 在任何浏览器都可生成。',
    pixels: (/** @type {number} */ n) => `≤ ${n} 像素`, source: (/** @type {string} */ s) => s.replace(', figure ', '，图 ').replace(' and appendix ', ' 与附录 '),
    motionless: '此图形本身不会运动，无法制成动画；请保存图片。',
    count: '从 0 起的整数', text: '文本', object: '由名称和值组成的对象', number: '数', columns: '依次为 x、y 以及可选的权重的列名，以逗号分隔', points: '文本、字节、文件、图片、数 x, y, x, y, …、数对，或含有各列的对象',
    largeSheet: (/** @type {string} */ name, /** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ most) => `${name}：拼图为 ${width} × ${height} 像素；允许：边长至多 ${most.toLocaleString('en')}。`,
    damagedData: (/** @type {string} */ name) => `${name}：压缩文件已损坏或不完整。`,
    goneBuffer: (/** @type {string} */ name) => `${name}：这些数或字节所在的缓冲区已被分离（detached）或缩短，无法读取。`,
    lostFile: (/** @type {string} */ name) => `${name}：浏览器无法读取该文件；选择之后它可能已被移动或修改。`,
    examplePictures: '在你打开、粘贴、拖入或绘制自己的图像之前，这里以笔画数字代替：每行一幅图像的 CSV 或 .npy，MNIST 的 IDX 文件（图像与标签可一起拖入，可为压缩文件），或由许多小图按行列拼成的一张大图。数据只留在此浏览器中。',
    savePictures: '保存这些图像', ownPictures: '自己的图像',
    padLabel: '标签', padAdd: '加入图像', padClear: '清空画板', drawnPicture: '该图像已加入数据。',
    padHint: '用鼠标、手指或笔画一幅图（也可用方向键、Shift 与空格键），再将其加入：它会与其他图像一起被学习。',
    padKeys: '画板。方向键移动十字，按住 Shift 则画线，空格键画点，Z 撤回，Enter 加入图像。',
    example: '示例数据：双月形。可打开、粘贴、拖入或绘制你自己的数据；数据不会离开此浏览器。',
    weight: '权重', noWeight: '无', axes: '坐标轴', sameScale: '同一比例', ownScales: '各自的比例',
    noChoice: '这些点来自保存的状态或链接；要选择列，请再次打开该文件。',
    leaveFar: (/** @type {number} */ n) => `略去 ${n} 个远离的点`, takeFar: (/** @type {number} */ n) => `恢复 ${n} 个远离的点`,
    otherReading: (/** @type {string} */ how) => `改用此读法：${how}`,
    understood: (/** @type {number} */ n) => `读取说明（${n} 条）`,
    drawing: '绘制的数据', pen: '画笔', eraser: '橡皮', spray: '喷枪', line: '直线', clear: '清除所有点', done: '结束绘制', undoStroke: '撤回一笔',
    drawHere: '在此绘制数据点：可用鼠标、手指、触控笔，或方向键加空格键。两个点即可得到分数。',
    drawKeys: '绘图区。方向键移动十字光标，按住 Shift 时绘制，空格键落点；1 至 4 选择画笔、橡皮、喷枪、直线，z 撤回，Esc 结束。',
    sketched: (/** @type {number} */ n) => `绘图以 ${n} 个与你的数据同分布的点开始。`,
    drawn: (/** @type {number} */ n) => `${n} 个点`, fullDrawing: (/** @type {number} */ n) => `一幅绘图最多 ${n} 个点。`,
    paste: '粘贴', draw: '绘制', keep: '保留', keepAs: '保留数据所用的名称', unnamed: '我的数据', saveOwn: '保存这些点', lieBeside: (/** @type {string} */ name) => `点太多，无法写入网页代码：请保存这些点，并将 ${name} 与网页放在一起。`, takeAway: '移除',
    kept: '已保留', takeKept: '使用', dropKept: '删除',
    noShelf: '此浏览器不允许页面保留数据（存储被禁止或已满）；请改为保存成文件。',
    pasted: '粘贴的数据', dropped: '拖入的数据', noClipboard: '浏览器不允许页面读取剪贴板：请点击图片并按 Ctrl+V（⌘V）。', emptyClipboard: '剪贴板中没有文本或图片。',
    emptyDrop: '拖入的既不是文件，也不是文本。', emptyFile: (/** @type {string} */ name) => `${name}：文件为空。`, manyFiles: (/** @type {number} */ n, /** @type {number} */ most) => `给出了 ${n} 个文件；允许：${most === 1 ? '一个' : '一个，或图片与标签各一个'}。`,
    noPicture: '此浏览器无法解码该图片；请另存为 PNG 或 JPEG。', whitePicture: '图片中没有深色像素；密度取自像素的深浅。', pictureNames: '横向,纵向,深度',
    options: '对象，其 signal 为 AbortSignal', signal: 'AbortSignal 对象',
    exports: '导出', embed: '复制嵌入代码', cite: '复制引用格式', numbers: '复制这些数值', copiedText: '已复制', keys: '按键', full: '全屏', goTo: '转到步数',
    files: { particles: '粒子（CSV）', loss: '损失（CSV）', grid: '分数网格（CSV）', weights: '权重（safetensors）', go: 'Go 程序', numpy: 'NumPy 脚本' },
    /** @type {[string, string][]} */ keyList: [['Enter', '用键盘操作图形；其中：换到所选分量的下一个手柄（中心、两轴、权重），或在所选样本上画一个像素'], ['Esc', '离开'], ['空格', '播放或暂停'], ['← → ↑ ↓', '移动视野、所选分量的手柄或所选点（按住 Shift 时步幅为五分之一），或画笔'],
      ['+ −', '缩放'], ['0', '复位视图'], ['N P', '选择下一个或上一个分量或样本，或所选点'], [', .', '拆解上一个或下一个粒子的一步'], ['Z Y', '撤销、重做'], ['?', '显示本列表']],
    tips: {
      sigma: '用来平滑密度的高斯噪声的标准差。', step: '粒子已走的步数。', trainingStep: '网络已训练的步数，每步一个批次。',
      heldOut: '同一损失在未参与训练的数据上的值。损失下降而它上升，说明网络在死记数据。',
      curl: '在数据处 ∂s_y/∂x − ∂s_x/∂y 的均方根。分数是梯度，旋度为零。', together: '各承担每个批次的一部分；所得权重与单独训练逐位相同。',
      rhat: '全部链的离散程度与链内离散程度之比：一致时为 1，大于 1.05 说明各链尚未采样同一密度。', ess: '一条链走一千步，相当于这么多个独立样本。',
      likelihood: '32 个新样本的平均对数密度：由概率流的变量替换公式得到的值，以及密度本身给出的值。',
      w2: 'Wasserstein 距离：把粒子搬成目标样本所需的距离。独立样本不超过括号中的值。',
      mmd: '最大均值差异的平方：用核衡量粒子与目标样本的差别。独立样本不超过括号中的值。',
      ksd: '核 Stein 差异的平方：只凭分数、不需样本来衡量同样的差别。它看不出相距很远的模态权重不对。',
      confidence: '分类器对各样本所判类别给出的概率的平均值。', frechet: '在分类器的特征上，样本与真实图像相距多远。真实图像不超过括号中的值。',
      presets: '课程各图的整套设置；除随机种子外，场景的全部设置都随之确定。',
      time: '在已经运行过的各步之间前后移动。', goTo: '输入步数：运行到那一步并停下。',
      column: '沿这条坐标轴画出数据的哪一列。', weight: '以哪一列的数作为各点的权重。', axes: '两条坐标轴使用同一比例，或各自适合所在的列。',
      kept: '你保留在此浏览器中的数据；不会外传。',
      verdict: '本次运行的数值，与论文设置应达到的区间。',
      loss: '最近 25 个批次损失的均值。', optimum: '该损失的期望所能达到的最小值，即精确分数的损失。', error: '学得分数在数据处的均方误差之半。',
      rmse: '整个视野内（无论有无数据）均方误差的平方根。', heavy: '最可能属于权重最大分量的粒子所占比例。',
      accepted: '上一步中 Metropolis 校正接受的提议比例。', epsilon: '步长 ε；写作 α/2 的论文中 α = 2ε。', swd: '粒子与目标样本之间的切片 Wasserstein 距离；独立样本不超过括号中的值。',
    },
    canvas: (/** @type {string} */ s) => `${s}：交互图形。按 Enter 用键盘操作，按 Esc 离开。`,
    hint: '把指针放到图上可读出 p、log p 和 s', hintTouch: '轻触图上一点可读出 p、log p 和 s', loss: '损失', heldOut: '留出损失', together: '共同训练的工作线程', optimum: '期望最优值', rmse: '视野内均方根误差', stepName: '步',
    heavy: '权重较大的模态', accepted: '接受率',
    diverged: (/** @type {Stats} */ s) =>
      `已发散：${s.workers > 0 ? '至少 ' : ''}${s.astray} 个粒子失控，画面${s.earlier ? '停在多数粒子仍在视野时' : '为最后的有限状态'}${s.limit === null ? '' : `（ε 上限 ${digits(s.limit)}）`}`,
    still: (/** @type {string} */ scene, /** @type {string} */ sigma) => `${scene}：没有自行运动的内容；σ = ${sigma}。`,
    trained: (/** @type {string} */ scene, /** @type {Stats} */ s, /** @type {TrainingStats} */ t) =>
      `${scene}：${t.objective}，训练第 ${s.step} 步${t.loss === null ? '' : `，损失 ${digits(t.loss)}`}，分数均方误差之半 ${digits(t.fisher, 2)}。`,
    sampled: (/** @type {string} */ scene, /** @type {Stats} */ s) =>
      `${scene}：${s.particles.toLocaleString('en')} 个粒子，第 ${s.step} 步${s.share === null ? '' : `，${(100 * s.share).toFixed(1)}% 在权重较大的模态`}${s.frozen ? '；已发散' : ''}。`,
    pictured: (/** @type {string} */ scene, /** @type {Stats} */ s, /** @type {TrainingStats} */ t) =>
      `${scene}：由噪声生成的 ${s.particles.toLocaleString('en')} 幅图像，第 ${s.step} 步；网络已训练 ${t.step.toLocaleString('en')} 步${t.loss === null ? '' : `，损失 ${digits(t.loss)}`}${s.pictures ? `，识别置信度 ${digits(s.pictures.confidence, 2)}` : ''}${s.frozen ? '；已发散' : ''}。`,
  },
};

/** Chinese for those who read it, in simplified characters, which readers of traditional ones know better than English; else English. @param {Element} element @returns {Language} */
function languageOf(element) {
  const l = ([element, ...around(element)].find((e) => e.hasAttribute('lang'))?.getAttribute('lang') || navigator.language || 'en').toLowerCase();
  return /^\s*(zh|cmn|yue|wuu|hak|nan)(-|_|\s*$)/.test(l) ? 'zh' : 'en';
}

/** A value of a script as it can be shown, in a line. @param {any} v */
function shown(v) {
  try {
    const text = typeof v === 'object' && v !== null ? Object.prototype.toString.call(v) : String(v);
    return text.length > 80 ? text.slice(0, 79) + '…' : text;
  } catch { return typeof v; }
}

/** An error for what a script gave. @param {Language} l @param {string} name @param {any} value @param {'count' | 'columns' | 'text' | 'object' | 'number' | 'points' | 'options' | 'signal'} allowed */
function refused(l, name, value, allowed) {
  const w = words[l], field = shown(name), range = w[allowed], given = shown(value);
  const like = allowed === 'count' ? /^\d+$/.test(given) : allowed === 'number' && isFinite(Number(given || NaN));
  const written = !like ? given : typeof value === 'bigint' ? `${given}n` : typeof value === 'string' ? `'${given}'` : given; // as in a script: 5n and '5' are no 5
  return Object.assign(new TypeError(w.notAllowed(field, written, range)), { type: 'setting', field, value: given, range });
}

/** An error for a value outside a range. @param {Language} l @param {string} name @param {any} value @param {string} range */
function beyond(l, name, value, range) { return Object.assign(refused(l, name, value, 'text'), { range, message: words[l].notAllowed(name, shown(value), range) }); }

// ── What scripts give: of any type, and objects may throw when they are looked at ─
/** An option of a script, undefined where it gave none. @param {Language} l @param {any} options @param {string} name @returns {any} */
function optionOf(l, options, name) {
  if (options === undefined || options === null) return undefined;
  if (typeof options !== 'object') throw refused(l, 'options', options, 'options');
  try { return options[name]; } catch { throw refused(l, 'options', options, 'options'); }
}

/** A script's options of a request, checked. @param {Language} l @param {any} given @returns {Options} */
function optionsOf(l, given) {
  const signal = optionOf(l, given, 'signal');
  if (signal === undefined || signal === null) return {};
  try { Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get?.call(signal); } catch { throw refused(l, 'signal', signal, 'signal'); }
  return { signal };
}

/** Names and values of a script's object. @param {Language} l @param {any} o @returns {[string, any][]} */
function entriesOf(l, o) {
  try {
    if (typeof o === 'object' && o !== null) return Object.entries(typeof o[Symbol.iterator] === 'function' && !Array.isArray(o) ? Object.fromEntries(o) : o); // a Map, or what an address asks for
  } catch { /* it is refused */ }
  throw refused(l, 'params', o, 'object');
}
