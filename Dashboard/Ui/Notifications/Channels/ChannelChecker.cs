using Anomaly.Notifications.Definitions;
using Complaints = Anomaly.Notifications.Definitions.FieldErrors;
using FieldErrors = Anomaly.Dashboard.Ui.Settings.Drafts.FieldErrors;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>Says what is wrong with a channel before it is saved, by the code that reads it then.</summary>
/// <param name="checks">The types.</param>
internal sealed class ChannelChecker(IEnumerable<IChannelCheck> checks)
{
    private readonly IChannelCheck[] _checks = [.. checks];

    /// <summary>Checks it.</summary>
    /// <param name="edit">The channel.</param>
    /// <param name="others">The names that are taken.</param>
    public void Check(ChannelEdit edit, IEnumerable<string> others)
    {
        var errors = new Complaints();
        if (edit.Name.Length == 0)
            errors.Add("name", "is empty; give the channel a name");
        else if (edit.IsNew && others.Contains(edit.Name, StringComparer.Ordinal))
            errors.Add("name", "is that of another channel; each needs its own");

        // One that is stored is null here, which is how a check is told that there is one.
        var secrets = edit.Secrets.Where(secret => secret.Text is { Length: > 0 } || (secret.IsStored && !secret.IsRemoved));
        _checks.FirstOrDefault(check => check.Type == edit.Kind.Type)?.Check(
            new ChannelDraft(edit.Name, edit.Kind.Type, edit.Enabled, edit.Settings(), secrets.ToDictionary(secret => secret.Field.Name, secret => secret.Text is { Length: > 0 } text ? text : null)),
            errors);
        // What stays as it is stored is not known here, and was checked when it was entered.
        var kept = edit.Secrets.Where(secret => secret is { IsStored: true, IsChanged: false }).Select(secret => secret.Field.Path).ToHashSet(StringComparer.Ordinal);
        edit.Errors = FieldErrors.Of(errors.ByPath).Only(path => !kept.Contains(path));
    }
}
