using System.CommandLine;
using Collegue.Access;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;

namespace Collegue.Commands;

internal static class OrganisationCommand
{
    public static Command Create() => new("organisation", "Create, change and list organisations.") { Import(), List() };

    private static Command Import()
    {
        var data = DataOption.Create();
        var file = new Argument<FileInfo>("file") { Description = "YAML file: organisations with their departments, and accounts." };
        var command = new Command("import", "Create or update the organisations, departments and accounts of a YAML file.") { file, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var described = OrganisationFile.Read(parsed.GetValue(file)!.FullName);
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<OrganisationImport>(scope.ServiceProvider).ApplyAsync(described, demo: false, cancellation);
            Console.WriteLine($"{described.Organisations.Count} organisations and {described.Accounts.Count} accounts are in place.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command List()
    {
        var data = DataOption.Create();
        var command = new Command("list", "List organisations.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            foreach (var organisation in await host.Services.GetRequiredService<OrganisationDirectory>().ListAsync(cancellation))
            {
                Console.WriteLine($"{organisation.Slug}\t{organisation.Name}{(organisation.Organisation.IsDefault ? "\t(default)" : "")}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
