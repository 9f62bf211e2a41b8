using Collegue.Commands;

return await Verbs.RunAsync(args);
