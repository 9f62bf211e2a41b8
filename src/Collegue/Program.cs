using Collegue.Answering.Models.OpenAI;
using Collegue.Commands;

InlineSockets.SpreadOverProcessors();
return await Verbs.RunAsync(args);
