using System.CommandLine;
using System.Globalization;
using Collegue.Knowledge.Indexing;

namespace Collegue.Commands;

/// <summary>The model other than ours: how far its vectors are, and making them without the server.</summary>
internal static class EmbeddingsCommand
{
    public static Command Create() => new("embeddings", "The embedding model of the configuration, when it is not the one that comes with the program.")
    {
        Verb("status", "Say how many passages have their vector by that model, and which vectors search uses.", async (embedding, json, cancellation) =>
        {
            var status = await embedding.StatusAsync(cancellation);
            Console.WriteLine(json ? Wire.Line(status) : Describe(status));
            return status.Failure is null ? ExitCodes.Success : ExitCodes.Failure;
        }),
        Verb("run", "Make the vectors that are missing, and have search use them once they are all there.", RunAsync),
        Verb("forget", "Delete the vectors of every other model, for one that was replaced under the same name.", async (embedding, json, cancellation) =>
        {
            var forgotten = await embedding.ForgetAsync(cancellation);
            Console.WriteLine(json ? Wire.Line(new { forgotten }) : string.Create(CultureInfo.InvariantCulture, $"{forgotten} vectors forgotten."));
            return ExitCodes.Success;
        }),
    };

    public static string Describe(EmbeddingStatus status) => status switch
    {
        { Failure: { } failure } => $"embeddings: {failure}",
        { Model: null } => "embeddings: our own model; nothing to do",
        { Complete: true, SendsQuestions: false } => Line($"embeddings: {status.Model}, {status.Passages} passages complete, but questions may not be sent (Embeddings:OpenAI:SendQuestions): our own model serves"),
        { Complete: true } => Line($"embeddings: {status.Model} serves, {status.Passages} passages complete"),
        _ => Line($"embeddings: {status.Model}, {status.Ready} of {status.Passages} passages; {status.Serving ?? "our own model"} serves meanwhile"),
    };

    private static async Task<int> RunAsync(PassageEmbedding embedding, bool json, CancellationToken cancellation)
    {
        var terminal = new Terminal(Console.Error);
        var told = new Told(terminal);
        EmbeddingOutcome outcome;
        do
        {
            outcome = await embedding.CompleteAsync(told, cancellation);
        }
        while (outcome is EmbeddingOutcome.Replaced);

        terminal.End();
        var (done, what) = outcome switch
        {
            EmbeddingOutcome.NothingToDo => (true, "Nothing to do: our own model serves, or there is no passage."),
            EmbeddingOutcome.Complete complete => (true, Line($"{complete.Model}: {complete.Passages} passages complete, {complete.Asked} texts asked for.")),
            EmbeddingOutcome.Elsewhere => (false, "Another process of this data directory is at it; 'collegue embeddings status' says how far it is."),
            EmbeddingOutcome.Failed failed => (false, failed.Reason),
            _ => throw new InvalidOperationException(),
        };
        if (json)
        {
            Console.WriteLine(Wire.Line(new { complete = done, what, asked = (outcome as EmbeddingOutcome.Complete)?.Asked }));
        }
        else
        {
            await (done ? Console.Out : Console.Error).WriteLineAsync(done ? what : $"collegue: {what}");
        }

        return done ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static Command Verb(string name, string description, Func<PassageEmbedding, bool, CancellationToken, Task<int>> act)
    {
        var (data, json) = (DataOption.Create(), DataOption.CreateJson());
        var command = new Command(name, description) { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            return await act(host.Services.GetRequiredService<PassageEmbedding>(), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text);

    private sealed class Told(Terminal terminal) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) => terminal.Report(Line($"{value.Model}: {value.Ready} / {value.Passages} passages"));
    }
}
