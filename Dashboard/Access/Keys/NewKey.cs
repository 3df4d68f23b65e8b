using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard.Access.Keys;

/// <summary>The command <c>new-key ROLE [NAME]</c>: makes a key for the settings.</summary>
internal static class NewKey
{
    private const string Command = "new-key";

    /// <summary>Runs the command where it is one.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where the key is shown, this once.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="SettingsException">It is not what it must be.</exception>
    public static bool TryRun(string[] args, TextWriter output)
    {
        if (args is not [Command, ..])
            return false;

        var (roleName, name) = args switch
        {
            [_, var only] => (only, only),
            [_, var first, var second] => (first, second),
            _ => throw new SettingsException($"{Command} needs a role and may have a name: '{Command} admin', '{Command} viewer grafana'."),
        };
        if (RoleNames.Parse(roleName) is not { } role)
            throw new SettingsException($"{Command}: the role is '{roleName}'; it must be {RoleNames.All}.");
        if (!KeyName.IsValid(name))
            throw new SettingsException($"{Command}: the name is '{name}'; it must be {KeyName.Demand}.");

        var key = ApiKey.Create();
        var value = $"{role.NameOf()} {ApiKey.Setting(ApiKey.Hash(key))}";
        output.WriteLine($"The key, shown this once:  {key}");
        output.WriteLine($"The setting:               Web:ApiKeys:{name}={value}");
        output.WriteLine($"As a variable:             Web__ApiKeys__{name}='{value}'");
        return true;
    }
}
