using System.CommandLine;
using Collegue.Bench.Mail;

namespace Collegue.Commands;

/// <summary>Mails through a real Postfix and a real Dovecot, with everything killed or restarted in the middle.</summary>
internal static class BenchMail
{
    public static Command Create()
    {
        var mails = new Option<int>("--mails") { DefaultValueFactory = _ => 2_000 };
        var damaged = new Option<int>("--damaged") { DefaultValueFactory = _ => 200 };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 4 };
        var replies = new Option<int>("--replies") { DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var json = DataOption.CreateJson();
        var command = new Command("mail", "Send mails, some of them broken, through Postfix and Dovecot while all are killed or restarted; count what became of them. As root.")
        {
            mails, damaged, kills, replies, seed, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-mailtrial-");
            try
            {
                await using var servers = await MailServers.StartAsync(cancellation);
                var trial = new MailTrial(servers, data.FullName, MailGenerator.Make(parsed.GetValue(mails), parsed.GetValue(damaged), parsed.GetValue(seed)),
                    parsed.GetValue(kills), parsed.GetValue(replies));
                var report = await trial.RunAsync(cancellation);
                BenchTable.Print(report, parsed.GetValue(json));
                return report.IsKept ? ExitCodes.Success : ExitCodes.Failure;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }
}
