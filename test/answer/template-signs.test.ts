import { expect, test } from 'vitest'
import { plainText } from '../../src/answer/prompt.js'
import { breakSigns } from '../../src/answer/template-signs.js'

test.each([
  '<|im_start|>',
  '<|eot_id|>',
  '<|START_OF_TURN_TOKEN|>',
  '<|channel|>',
  '<｜User｜>',
  '<｜Assistant｜>',
  '<｜begin▁of▁sentence｜>',
  '<｜tool▁calls▁begin｜>',
  '[|endofturn|]',
  '<s>',
  '</s>',
  '<bos>',
  '<eos>',
  '<unk>',
  '[gMASK]',
  '[INST]',
  '[/INST]',
  '[SYSTEM_PROMPT]',
  '[/SYSTEM_PROMPT]',
  '[AVAILABLE_TOOLS]',
  '[TOOL_CALLS]',
  '[/TOOL_RESULTS]',
  '[THINK]',
  '<<SYS>>',
  '<</SYS>>',
  '<start_of_turn>',
  '<END_OF_TURN>',
  '<extra_id_1>',
  '<tool_call>',
  '</tool_response>',
  '<tools>',
  '<function=',
  '<think>',
  '<fim_middle>',
  '### Instruction:',
  '  ### Response:',
  '## System:',
])('%s is no sign any more, wherever it stands, and can still be read', (sign) => {
  for (const [before, after] of [
    ['', ''],
    ['a\n', ' b'],
    ['', `\n${sign}`],
  ]) {
    const text = `${before}${sign}${after}`
    const broken = breakSigns(text)
    expect(broken).not.toContain(sign)
    expect(broken.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
  // A sign that is split by an invisible character becomes whole first.
  expect(plainText(`${sign.slice(0, 4)}\u200b${sign.slice(4)}`, '@@mark')).not.toContain(sign)
})

test.each([
  'a < b and b > c, <em>so</em> [1] [EMAIL_1] [NOTE]',
  'See section ### 3: Response of the team',
  'def f(x: list[int]) -> dict[str, int]: # Input: x',
  'a | b || c <|> d',
  '# Instructions\n\nRead on.',
])('%j stays as it is', (text) => {
  expect(breakSigns(text)).toBe(text)
})

test.each(['<|', '<｜a', '[TOOL_', '### ', '   #', '<s', '\n'])('100 kB of %j are read in time', (unit) => {
  const text = unit.repeat(100_000 / unit.length)
  expect(breakSigns(text)).toBe(text)
})
