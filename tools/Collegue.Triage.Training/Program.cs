using Collegue.Triage.Training;

return await Verbs.Root().Parse(args).InvokeAsync();
