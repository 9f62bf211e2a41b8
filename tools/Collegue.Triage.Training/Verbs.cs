using System.CommandLine;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Knowledge.Embedding;

namespace Collegue.Triage.Training;

internal static class Verbs
{
    public static RootCommand Root() => new("Train the classifier of triage on messages written for it.") { Train(), Validate(), Measure(), Curve() };

    private static Command Train()
    {
        var files = Messages();
        var output = new Option<string>("--output") { Description = "File to write.", Required = true };
        var command = new Command("train", "Learn from all the messages.") { files, output };
        command.SetAction(parsed =>
        {
            var messages = Read(parsed.GetValue(files)!);
            var model = new Learner(new Recipe(), TextEmbedder.Load(), RuleSet.Default).Learn(messages, [.. WrittenMessage.OfRules(RuleSet.Default)]);
            using var file = File.Create(parsed.GetValue(output)!);
            LinearModelFile.Write(model, file);
            Console.Error.WriteLine($"{messages.Count} messages, {model.Vocabulary.Words.Count} words and pairs, {file.Length} bytes.");
        });
        return command;
    }

    private static Command Validate()
    {
        var files = Messages();
        var folds = new Option<int>("--folds") { Description = "Parts; each is read by a classifier that learnt from the others.", DefaultValueFactory = _ => 5 };
        var command = new Command("validate", "Cross-validate on the messages.") { files, folds };
        command.SetAction(parsed =>
        {
            var report = Validation.Run(Read(parsed.GetValue(files)!), parsed.GetValue(folds), new Recipe(), RuleSet.Default);
            foreach (var line in report)
                Console.WriteLine(line);
        });
        return command;
    }

    private static Command Measure()
    {
        var files = Messages();
        var model = new Option<string>("--model") { Description = "File that \"train\" wrote.", Required = true };
        var command = new Command("measure", "Say what a classifier does with messages it has not seen, at several shares.") { files, model };
        command.SetAction(parsed =>
        {
            using var stream = File.OpenRead(parsed.GetValue(model)!);
            var classifier = new MessageClassifier(LinearModelFile.Read(stream), TextEmbedder.Load());
            foreach (var line in Measuring.Run(parsed.GetValue(files)!, classifier, RuleSet.Default, Measuring.Shares))
                Console.WriteLine(line);
        });
        return command;
    }

    private static Command Curve()
    {
        var files = Messages();
        var measured = new Option<string[]>("--measured") { Description = "Files of messages by other hands.", Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("curve", "Learn from more and more of the hands, and say what each classifier does with messages it has not seen.") { files, measured };
        command.SetAction(parsed =>
        {
            foreach (var line in LearningCurve.Run(Read(parsed.GetValue(files)!), parsed.GetValue(measured)!, RuleSet.Default))
                Console.WriteLine(line);
        });
        return command;
    }

    private static Argument<string[]> Messages() =>
        new("messages") { Description = "Files of messages, JSON lines.", Arity = ArgumentArity.OneOrMore };

    private static List<WrittenMessage> Read(string[] paths) => [.. paths.SelectMany(WrittenMessage.Read)];
}
