using System.CommandLine;

namespace Collegue.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var demo = new Option<bool>("--demo") { Description = "Demo mode: a fictional commune with accounts whose password is public." };
        var command = new Command("serve", "Serve the citizens' pages, the desk and the administration.") { data, urls, demo };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = await Serving.BuildAsync(
                new ServeSettings(parsed.GetValue(data)!, parsed.GetValue(urls)!, parsed.GetValue(demo)), cancellation);
            await app.StartAsync(cancellation);
            Serving.Announce(app, Console.Out);
            await app.WaitForShutdownAsync(cancellation);
            return ExitCodes.Success;
        });
        return command;
    }
}
