using System.CommandLine;
using Collegue.Access;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

internal static class UserCommand
{
    public static Command Create() => new("user", "Create and list the accounts of agents, reset a password.") { Add(), Password(), List() };

    private static Command Add()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var name = new Argument<string>("name") { Description = "Name to sign in with." };
        var displayName = new Option<string>("--display-name") { Description = "Name shown to colleagues.", Required = true };
        var roles = new Option<string[]>("--role") { Description = "agent, approver, manager, administrator or auditor; may be repeated.", DefaultValueFactory = _ => ["agent"] };
        var department = new Option<string?>("--department") { Description = "Department, by its short name." };
        var command = new Command("add", "Create an account; the password is read from standard input.") { name, displayName, roles, department, organisation, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation));
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            Guid? departmentId = parsed.GetValue(department) is not { } slug ? null
                : await db.Departments.Where(row => row.Slug == slug).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation)
                  ?? throw new InvalidDataException($"no department is named '{slug}' in this organisation.");
            await ActivatorUtilities.CreateInstance<Accounts>(scope.ServiceProvider).CreateAsync(
                new NewAccount(parsed.GetValue(name)!, parsed.GetValue(displayName)!, ReadPassword(), RoleNames.Parse(parsed.GetValue(roles)!), departmentId, false), cancellation);
            Console.WriteLine($"The account '{parsed.GetValue(name)}' is ready.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Password()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var name = new Argument<string>("name") { Description = "Name of the account." };
        var command = new Command("password", "Set a new password, read from standard input; open sessions end.") { name, organisation, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation));
            await ActivatorUtilities.CreateInstance<Accounts>(scope.ServiceProvider).ResetPasswordAsync(parsed.GetValue(name)!, ReadPassword(), cancellation);
            Console.WriteLine($"The password of '{parsed.GetValue(name)}' is changed.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command List()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var command = new Command("list", "List the accounts of an organisation.") { organisation, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation));
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            foreach (var row in await db.Memberships.Include(row => row.Agent).OrderBy(row => row.Agent!.UserName).ToListAsync(cancellation))
            {
                Console.WriteLine($"{row.Agent!.UserName}\t{row.Agent.DisplayName}\t{row.Roles}{(row.Agent.IsDemo ? "\t(demo)" : "")}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static string ReadPassword()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.Write($"Password ({AgentStore.MinPasswordLength} characters or more): ");
        }

        return Console.ReadLine() is { Length: > 0 } password ? password : throw new InvalidDataException("a password is expected on standard input.");
    }
}
