using System.CommandLine;

namespace Collegue.Commands;

/// <summary>The command line: one file per verb. Exit codes: 0 success, 1 failure, 2 bad usage.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Collègue, an AI colleague for local public services that has to earn its autonomy.")
        {
            ServeCommand.Create(),
            ImportCommand.Create(),
            SearchCommand.Create(),
            WordsCommand.Create(),
            AskCommand.Create(),
            TriageCommand.Create(),
            BenchCommand.Create(),
            OrganisationCommand.Create(),
            UserCommand.Create(),
            EmbeddingsCommand.Create(),
            ModelsCommand.Create(),
            StopCommand.Create(),
            StopCommand.CreateResume(),
            KeyCommand.Create(),
            DoctorCommand.Create(),
        };

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"collegue: {parsed.Errors[0].Message} See 'collegue --help'.");
            return ExitCodes.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"collegue: {OneLine(exception)}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("collegue: interrupted.");
            return ExitCodes.Failure;
        }
    }

    private static string OneLine(Exception exception) =>
        (exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message).ReplaceLineEndings(" ");
}

internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int BadUsage = 2;
}
