using Anomaly.Dashboard.Changes;
using Anomaly.Grains.Interfaces.Notifications;
using Anomaly.Notifications.Definitions;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using FieldErrors = Anomaly.Dashboard.Ui.Settings.Drafts.FieldErrors;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>The channels, and the form of one of them; the address says which.</summary>
public sealed partial class ChannelsPage : IDisposable
{
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(25);

    private readonly HashSet<string> _testing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChannelTest> _tested = new(StringComparer.Ordinal);
    private PageCalls _calls = null!;
    private ChannelChecker _checker = null!;
    private IReadOnlyList<ChannelRow>? _channels;
    private ChannelEdit? _edit;
    private ChannelRow? _theirs;
    private ChannelRefusal? _refused;
    private string? _failure;
    private string _announcement = "";
    private bool _conflict;

    [Inject] private IChannelStore Store { get; set; } = null!;

    [Inject] private ChannelChanges Changes { get; set; } = null!;

    [Inject] private IEnumerable<IChannelCheck> Checks { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<ChannelsPage> Logger { get; set; } = null!;

    /// <summary>What is edited, where its channel is no longer in the list.</summary>
    private ChannelEdit? Gone => _edit is { IsNew: false } edit && _channels?.Any(channel => channel.Name == edit.Name) == false ? edit : null;

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _calls.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _calls = new PageCalls(Time, Logger);
        _checker = new ChannelChecker(Checks);
        Navigation.LocationChanged += OnLocationChanged;
        await _calls.InsistAsync(ReadAsync, StateHasChanged);
        Follow(Navigation.Uri);
    }

    private static bool IsNewChannel(Uri address) => address.AbsolutePath == NotificationAddress.Channels && NotificationAddress.Text(address.Query, "new") is not null;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
        if (_calls.IsOver || new Uri(change.Location).AbsolutePath != NotificationAddress.Channels)
            return;

        Follow(change.Location);
        StateHasChanged();
    });

    /// <summary>Opens what the address names.</summary>
    private void Follow(string address)
    {
        if (_channels is not { } channels)
            return;

        var name = _edit?.Name ?? "";
        var isNew = _edit?.IsNew == true;
        (_theirs, _failure, _conflict) = (null, null, false);
        _edit = null;
        if (NotificationAddress.Text(address, "new") is { } type && ChannelKinds.Find(type) is { } kind)
            _edit = new ChannelEdit(kind, isNew ? name : "");
        else if (NotificationAddress.Text(address, "channel") is { } wanted && channels.FirstOrDefault(channel => channel.Name == wanted) is { } row && ChannelKinds.Find(row.Type) is { } known)
            _edit = new ChannelEdit(known, row);

        Check();
    }

    private void Check()
    {
        if (_edit is not null)
            _checker.Check(_edit, _channels?.Select(channel => channel.Name) ?? []);
    }

    private void NoteChange()
    {
        _failure = null;
        Check();
    }

    private void Close()
    {
        _edit = null;
        Navigation.NavigateTo(NotificationAddress.Channels);
    }

    private void LoadTheirs()
    {
        _edit = null;
        Follow(Navigation.Uri);
    }

    private void KeepMine()
    {
        _edit!.Rebase(_theirs);
        (_theirs, _conflict, _failure) = (null, false, null);
    }

    private async Task SaveAsync()
    {
        // The second click of two comes before the button is drawn as disabled.
        if (_calls.IsBusy)
            return;

        var edit = _edit!;
        edit.WasTried = true;
        Check();
        if (edit.Errors.Any)
        {
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        _failure = null;
        var answered = await _calls.TryAsync(async cancellationToken =>
        {
            var saving = await Changes.SaveAsync(edit.Name, edit.ToJson().ToJsonString(), edit.Revision, cancellationToken);
            if (saving.Channel is null && !saving.Conflict)
            {
                edit.Errors = FieldErrors.Of(saving.Errors);
                _failure = "Nothing is saved: what is marked was refused.";
                return;
            }

            _channels = await Store.ListAsync(cancellationToken);
            if (saving.Conflict)
            {
                (_theirs, _conflict) = (_channels.FirstOrDefault(channel => channel.Name == edit.Name), true);
                _failure = "Nothing is saved: somebody else changed this channel meanwhile. See above.";
                return;
            }

            Snackbar.Add($"The channel {edit.Name} is saved.", MudBlazor.Severity.Success);
            Close();
        });
        if (!answered)
            _failure = "The database did not answer, so it is not known whether anything is saved. What you entered is still here: save it again in a moment.";
    }

    private Task SwitchAsync(ChannelRow channel, bool enabled) => ChangeAsync(channel.Name, async cancellationToken =>
    {
        if (!await Changes.SwitchAsync(channel, enabled, cancellationToken))
            _refused = new(channel.Name, "Somebody else changed this channel meanwhile; it is shown as it is now.", ByRoute: false);

        await ReadAsync(cancellationToken);
        if (_refused is null)
            _announcement = $"{channel.Name} is {(enabled ? "enabled" : "disabled")}";
        if (_edit is { IsDirty: true } edit && edit.Name == channel.Name && _refused is null)
        {
            edit.Rebase(_channels!.FirstOrDefault(each => each.Name == channel.Name));
            edit.Enabled = enabled;
        }
        else if (_edit is { IsDirty: false, IsNew: false })
        {
            Follow(Navigation.Uri);
        }
    });

    /// <summary>Sent by a silo: this process may have neither the keys of the secrets nor a way to the receiver.</summary>
    private async Task TestAsync(ChannelRow channel)
    {
        // The second click of two comes before the button is drawn as disabled.
        if (!_testing.Add(channel.Name))
            return;

        _tested.Remove(channel.Name);
        _refused = null;
        try
        {
            if (await Changes.TestAsync(channel.Name, _calls.Gone).WaitAsync(TestPatience, Time, _calls.Gone) is { } test)
                _tested[channel.Name] = test;

            await _calls.LookAsync(ReadAsync);
        }
        catch (Exception exception) when (!_calls.IsOver)
        {
            Logger.DefinitionsUnreachable(exception.Message);
            _refused = new(channel.Name, "The cluster did not answer, so it is not known whether the test was sent.", ByRoute: false);
        }
        finally
        {
            _testing.Remove(channel.Name);
        }
    }

    private async Task DeleteAsync(ChannelRow channel)
    {
        var delete = await Dialogs.ShowMessageBoxAsync($"Delete {channel.Name}?", "Its settings and secrets are gone then.", yesText: "Delete", cancelText: "Keep");
        if (delete == true)
            await ChangeAsync(channel.Name, cancellationToken => DeleteAsync(channel.Name, cancellationToken));
    }

    private async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var deletion = await Changes.DeleteAsync(name, cancellationToken);
        _refused = deletion.Routes.Count == 0 ? null : new(name, ChannelText.InUse(deletion.Routes), ByRoute: true);
        await ReadAsync(cancellationToken);
        if (_refused is not null)
            return;

        _announcement = $"{name} is deleted";
        if (_edit?.Name == name)
            Close();
    }

    private async Task ReadAsync(CancellationToken cancellationToken) => _channels = await Store.ListAsync(cancellationToken);

    /// <summary>Changes a channel of the list.</summary>
    private async Task ChangeAsync(string name, Func<CancellationToken, Task> act)
    {
        _refused = null;
        if (!await _calls.TryAsync(act))
            _refused = new(name, "The database did not answer, so it is not known whether that was done. Look again in a moment.", ByRoute: false);
    }

    private async Task AskAsync(LocationChangingContext context)
    {
        // Another type of a new channel keeps its name, and there is no more to lose than its fields.
        if (_edit?.IsDirty != true || (_edit.IsNew && IsNewChannel(Navigation.ToAbsoluteUri(context.TargetLocation))))
            return;

        var leave = await Dialogs.ShowMessageBoxAsync("Leave without saving?", "What you entered for the channel is not saved and would be lost.", yesText: "Leave", cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }
}
