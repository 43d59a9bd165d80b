/**
 * Signs of chat templates: they belong to the frame of a conversation and never to its contents. A server's tokenizer may
 * take one for the end of a turn wherever it stands.
 */
const SIGNS: readonly RegExp[] = [
  // ChatML, Llama 3, Phi, GPT-OSS, Cohere, Granite; DeepSeek with wide bars; EXAONE.
  /<[|｜][^|｜<>\n]{1,40}[|｜]>|\[\|[a-z_]{1,20}\|\]/gi,
  /<<\/?SYS>>|<\/?(?:s|bos|eos|pad|unk|sop|eop|mask)>|\[gMASK\]/gi,
  /\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|ARGS|CALL_ID|THINK|PREFIX|SUFFIX|MIDDLE|IMG|IMG_END|IMG_BREAK)\]/gi,
  /<(?:start|end|begin(?:ning)?)_of_(?:turn|sentence|text|image|utterance|role|document)>|<(?:extra_id|reserved|unused)_?\d{1,4}>/gi,
  /<\/?(?:tools?|tool_(?:call|response|result|code)s?|function_(?:call|response|result)s?|think(?:ing)?|thought|fim_(?:prefix|middle|suffix|pad))>|<function=/gi,
  // Alpaca, Vicuna, Solar: a heading at the beginning of a line.
  /^[ \t]{0,3}#{2,4} ?(?:Instructions?|Response|Input|System|User|Human|Assistant)\b ?:/gim,
]

/** The text with a space behind the first character of each sign: it can be read as before, and is no sign any more. */
export function breakSigns(text: string): string {
  return SIGNS.reduce((broken, pattern) => broken.replace(pattern, breakSign), text)
}

/** The spaces that indent a heading stay in front of it. */
const breakSign = (sign: string) => sign.replace(/^(\s*\S)/, '$1 ')
