using Collegue.Embeddings.Training.Commands;

return await Verbs.Root().Parse(args).InvokeAsync();
