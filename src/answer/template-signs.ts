/**
 * Signs of chat templates. They belong to the frame of a conversation and never to its content. The tokenizer of a server may take a sign
 * for the end of a turn, in any place.
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

/** The text with a space after the first character of each sign. A person reads it as before, and a tokenizer no longer sees a sign. */
export function breakSigns(text: string): string {
  return SIGNS.reduce((broken, pattern) => broken.replace(pattern, breakSign), text)
}

/** The spaces that indent a heading stay before it. */
const breakSign = (sign: string) => sign.replace(/^(\s*\S)/, '$1 ')
