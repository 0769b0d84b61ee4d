import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/cli/visible-text.ts';

describe('a text for a terminal', () => {
  it.each([
    ['a clear screen and a title', '\u001b[2J\u001b]0;x\u0007', '\\u{001B}[2J\\u{001B}]0;x\\u{0007}'],
    ['a control of eight bits', '\u009b31m', '\\u{009B}31m'],
    ['a new line', 'CN=A\r\nTất cả hợp lệ', 'CN=A\\r\\nTất cả hợp lệ'],
    ['a line separator', 'a\u2028b\u2029c\u0085d', 'a\\u{2028}b\\u{2029}c\\u{0085}d'],
    ['an override of direction', 'gnp\u202e.pdf\u2066', 'gnp\\u{202E}.pdf\\u{2066}'],
    ['what takes no room', 'Hi\u200bệu\ufeff\u00ad', 'Hi\\u{200B}ệu\\u{FEFF}\\u{00AD}'],
    ['tags beyond the first plane', '\u{E0041}', '\\u{E0041}'],
    ['half a surrogate', 'a\ud800', 'a\\u{D800}'],
    ['a backspace', 'valid\b\b\b\b\bINVALID', 'valid\\u{0008}\\u{0008}\\u{0008}\\u{0008}\\u{0008}INVALID'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves Vietnamese in either form of its letters, other scripts and pictures as they are', () => {
    const text = 'Nguyễn Thị Ánh – “Tổ trưởng” ' + 'Nguyễn'.normalize('NFD') + ' 中文 عربي 🙂';
    expect(visibleText(text)).toBe(text);
  });
});
