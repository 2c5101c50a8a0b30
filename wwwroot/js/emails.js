// The address field. What is typed stays in the browser until an address is complete, so that no letter is lost on the way;
// then the text goes to the server, which splits and judges it.
const complete = text => /@[^\s<>]+$/.test(text) && !text.includes('<') || text.trimEnd().endsWith('>');
const separated = text => /[,;\n\r\t]/.test(text) || /@\S+\s/.test(text) && !text.includes('<');

// Counts what the server has put into a field by itself: an answer that was under way then is older than that, and says the same again.
const filled = new WeakMap();

export function fill(input, text) {
  filled.set(input, (filled.get(input) ?? 0) + 1);
  input.value = text;
}

export function attach(input, dialog, startWith) {
  let telling;

  async function take(text) {
    clearTimeout(telling);
    if (!text.trim()) return;
    input.value = '';
    const before = filled.get(input);
    try {
      const rest = await dialog.invokeMethodAsync('Take', text);
      if (!rest || filled.get(input) !== before) return;
      const typed = input.value;
      input.value = typed ? `${rest}, ${typed}` : rest;
      if (typed) tell();
    } catch {
      input.value = input.value ? `${text}, ${input.value}` : text;
    }
  }

  // The server counts in what stands in the field, so it hears of everything but what it has put there itself.
  function tell() {
    clearTimeout(telling);
    telling = setTimeout(() => dialog.invokeMethodAsync('Draft', input.value).catch(() => {}), 60);
  }

  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const text = input.value;
    if (event.key === 'Enter') {
      event.preventDefault();
      take(text);
    } else if ((event.key === ',' || event.key === ';') && !quoted(text)) {
      event.preventDefault();
      take(text);
    } else if (event.key === ' ' && complete(text)) {
      event.preventDefault();
      take(text);
    } else if (event.key === 'Backspace' && text === '') {
      dialog.invokeMethodAsync('RemoveLast').catch(() => {});
    }
  });

  input.addEventListener('paste', event => {
    const pasted = event.clipboardData?.getData('text');
    if (!pasted) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = input;
    take(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  });

  input.addEventListener('input', () => {
    if (separated(input.value) && !quoted(input.value)) {
      take(input.value);
    } else {
      tell();
    }
  });

  input.addEventListener('blur', () => take(input.value));
  input.closest('.emails')?.addEventListener('mousedown', event => {
    if (event.target === event.currentTarget || event.target.tagName === 'UL') {
      event.preventDefault();
      input.focus();
    }
  });

  if (startWith) input.value = startWith;
  input.focus();
  return true;
}

const quoted = text => (text.match(/"/g)?.length ?? 0) % 2 === 1;
