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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(25);

    private readonly CancellationTokenSource _gone = new();
    private ChannelChecker _checker = null!;
    private IReadOnlyList<ChannelRow>? _channels;
    private ChannelEdit? _edit;
    private ChannelRow? _theirs;
    private ChannelRefusal? _refused;
    private (string Name, ChannelTest? Test)? _tested;
    private string? _failure, _testing;
    private string _announcement = "";
    private bool _away, _busy, _conflict;

    [Inject] private IChannelStore Store { get; set; } = null!;

    [Inject] private ChannelBook Book { get; set; } = null!;

    [Inject] private IEnumerable<IChannelCheck> Checks { get; set; } = null!;

    [Inject] private IGrainFactory Grains { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<ChannelsPage> Logger { get; set; } = null!;

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _checker = new ChannelChecker(Checks);
        Navigation.LocationChanged += OnLocationChanged;
        await ReadAsync();
        Follow(Navigation.Uri);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
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
        var edit = _edit!;
        edit.WasTried = true;
        Check();
        if (edit.Errors.Any)
        {
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        await TryAsync(async cancellationToken =>
        {
            var saving = await Book.SaveAsync(edit.Name, edit.ToJson().ToJsonString(), edit.Revision, cancellationToken);
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
    }

    private Task SwitchAsync(ChannelRow channel, bool enabled) => TryAsync(async cancellationToken =>
    {
        _refused = null;
        // Settings and secrets stay as they are.
        var row = channel with { Enabled = enabled, UpdatedAt = Time.GetUtcNow() };
        if (await Store.SaveAsync(row, cancellationToken) is null)
            _refused = new(channel.Name, "Somebody else changed this channel meanwhile; it is shown as it is now.", ByRoute: false);

        _channels = await Store.ListAsync(cancellationToken);
        _announcement = $"{channel.Name} is {(enabled ? "enabled" : "disabled")}";
        if (_edit is { IsDirty: true } edit && edit.Name == channel.Name && _refused is null)
        {
            edit.Rebase(_channels.FirstOrDefault(each => each.Name == channel.Name));
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
        (_testing, _tested, _refused) = (channel.Name, null, null);
        try
        {
            var test = await Grains.GetGrain<INotificationsGrain>(0).TestChannelAsync(channel.Name, _gone.Token).WaitAsync(TestPatience, Time, _gone.Token);
            _tested = (channel.Name, test);
            await TryAsync(async cancellationToken => _channels = await Store.ListAsync(cancellationToken));
        }
        catch (Exception exception) when (!_gone.IsCancellationRequested)
        {
            Logger.DefinitionsUnreachable(exception.Message);
            _refused = new(channel.Name, "The cluster did not answer, so it is not known whether the test was sent.", ByRoute: false);
        }
        finally
        {
            _testing = null;
        }
    }

    private async Task DeleteAsync(ChannelRow channel)
    {
        var delete = await Dialogs.ShowMessageBoxAsync($"Delete {channel.Name}?", "Its settings and secrets are gone then.", yesText: "Delete", cancelText: "Keep");
        if (delete == true)
            await TryAsync(cancellationToken => DeleteAsync(channel.Name, cancellationToken));
    }

    private async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var deletion = await Store.DeleteAsync(name, cancellationToken);
        _refused = deletion.Routes.Count == 0 ? null : new(name, ChannelText.InUse(deletion.Routes), ByRoute: true);
        _channels = await Store.ListAsync(cancellationToken);
        if (_refused is not null)
            return;

        _announcement = $"{name} is deleted";
        if (_edit?.Name == name)
            Close();
    }

    private async Task ReadAsync()
    {
        await TryAsync(async cancellationToken => _channels = await Store.ListAsync(cancellationToken));
        _failure = null;
    }

    private async Task TryAsync(Func<CancellationToken, Task> act)
    {
        _busy = true;
        _failure = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(Patience);
        try
        {
            await act(patience.Token);
            _away = false;
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception exception)
        {
            Logger.DefinitionsUnreachable(exception.Message);
            _away = true;
            _failure = "The database did not answer, so it is not known whether anything is saved. What you entered is still here: save it again in a moment.";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task AskAsync(LocationChangingContext context)
    {
        // Another type of a new channel keeps its name, and there is no more to lose than its fields.
        if (_edit?.IsDirty != true || (_edit.IsNew && NotificationAddress.Text(context.TargetLocation, "new") is not null))
            return;

        var leave = await Dialogs.ShowMessageBoxAsync("Leave without saving?", "What you entered for the channel is not saved and would be lost.", yesText: "Leave", cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }
}
