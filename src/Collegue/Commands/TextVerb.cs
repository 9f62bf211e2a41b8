using System.CommandLine;

namespace Collegue.Commands;

/// <summary>A verb that takes one text, or a file of texts and then prints one JSON line for each, with its id.</summary>
internal static class TextVerb
{
    /// <param name="open">Opens what answers on an instance and a named organisation.</param>
    public static Command Create(
        string name, string description, string what, Func<IServiceProvider, string?, CancellationToken, Task<TextAnswerer>> open)
    {
        var text = new Argument<string?>(what) { Description = $"The {what}.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file") { Description = "JSONL file with \"id\" and \"text\"; one JSON line is printed for each." };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command(name, description) { text, file, organisation, data, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(text) is null == result.GetValue(file) is null)
            {
                result.AddError($"'{name}' takes a {what}, or --file FILE.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var answer = await open(host.Services, parsed.GetValue(organisation), cancellation);
            if (parsed.GetValue(file) is { } path)
            {
                await foreach (var (id, one) in QuestionFile.ReadAsync(path, cancellation))
                {
                    Console.WriteLine((await answer(one, cancellation)).Json(id));
                }
            }
            else
            {
                var told = await answer(parsed.GetValue(text)!, cancellation);
                Console.WriteLine(parsed.GetValue(json) ? told.Json(null) : told.Text);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}

internal delegate Task<TextAnswer> TextAnswerer(string text, CancellationToken cancellation);

/// <summary>One answer, for people and for programs (given the id of its line, when it came from a file).</summary>
internal sealed record TextAnswer(string Text, Func<string?, string> Json);
