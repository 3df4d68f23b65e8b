using Anomaly.Dashboard.Changes;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>The routes: a draft of all of them until it is saved.</summary>
public sealed partial class RoutesPage : IDisposable
{
    private PageCalls _calls = null!;
    private ElementReference _title;
    private SortedSet<string> _channels = new(StringComparer.Ordinal);
    private OpenIncidentSet _incidents = OpenIncidentSet.None;
    private RoutesEdit? _draft;
    private RouteSet? _theirs;
    private string? _open, _added, _failure;
    private string _announcement = "";

    [Inject] private RouteBook Book { get; set; } = null!;

    [Inject] private RouteChanges Changes { get; set; } = null!;

    [Inject] private IChannelStore Channels { get; set; } = null!;

    [Inject] private IIncidentStore Incidents { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<RoutesPage> Logger { get; set; } = null!;

    public void Dispose() => _calls.Dispose();

    protected override Task OnInitializedAsync()
    {
        _calls = new PageCalls(Time, Logger);
        return _calls.InsistAsync(
            async cancellationToken =>
            {
                _channels = new((await Channels.ListAsync(cancellationToken)).Select(channel => channel.Name), StringComparer.Ordinal);
                _incidents = await OpenIncidentSet.ReadAsync(Incidents, cancellationToken);
                Load(await Book.GetAsync(cancellationToken));
            },
            StateHasChanged);
    }

    private void Load(RouteSet set)
    {
        _draft = new RoutesEdit(set);
        (_theirs, _failure, _open) = (null, null, null);
        _draft.Check(_channels, _incidents);
    }

    private void LoadTheirs()
    {
        if (_theirs is { } theirs)
            Load(theirs);
    }

    private void KeepMine()
    {
        if (_theirs is not { } theirs)
            return;

        _draft!.Rebase(theirs);
        (_theirs, _failure) = (null, null);
    }

    private void Toggle(RouteEdit route) => (_open, _added) = (_open == route.Key ? null : route.Key, null);

    private void Add()
    {
        _open = _added = _draft!.Add(_channels.First()).Key;
        NoteChange();
    }

    private void Duplicate(RouteEdit route)
    {
        _open = _added = _draft!.Duplicate(route).Key;
        NoteChange();
    }

    private async Task DeleteAsync(RouteEdit route)
    {
        _draft!.Delete(route);
        NoteChange();
        _announcement = $"The route to {route.Channel} is deleted from the draft";
        await _title.FocusAsync(preventScroll: true);
    }

    private void Move(RouteEdit route, int by)
    {
        var index = _draft!.Move(route, by);
        NoteChange();
        _announcement = $"The route to {route.Channel} is now {index + 1} of {_draft.Routes.Count}";
    }

    private void NoteChange()
    {
        _failure = null;
        _draft!.Check(_channels, _incidents);
    }

    private void Discard() => Load(_theirs ?? _draft!.Set);

    private async Task SaveAsync()
    {
        // The second click of two comes before the button is drawn as disabled.
        if (_calls.IsBusy)
            return;

        var draft = _draft!;
        _failure = null;
        if (draft.FirstWrong is { } wrong)
        {
            _open = wrong.Key;
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        if (!await _calls.TryAsync(cancellationToken => SaveAsync(draft, cancellationToken)))
            _failure = "The database did not answer, so it is not known whether the routes are saved. Your draft is still here: save it again in a moment.";
    }

    private async Task SaveAsync(RoutesEdit draft, CancellationToken cancellationToken)
    {
        var change = await Changes.ReplaceAsync(draft.ToText(), draft.Set.Revision, cancellationToken);
        if (change.Routes is { } saved)
        {
            Load(saved);
            Snackbar.Add("The routes are saved.", MudBlazor.Severity.Success);
        }
        else if (change.Conflict)
        {
            _theirs = await Book.GetAsync(cancellationToken);
            _failure = "Nothing is saved: somebody else saved routes meanwhile. See above.";
        }
        else
        {
            // A channel that is gone meanwhile.
            _channels = new((await Channels.ListAsync(cancellationToken)).Select(channel => channel.Name), StringComparer.Ordinal);
            var elsewhere = draft.Take(change.Errors);
            _open = draft.FirstWrong?.Key ?? _open;
            _failure = string.Join(" ", ["Nothing is saved: what is marked was refused.", .. elsewhere.Select(complaint => complaint + ".")]);
        }
    }

    private async Task AskAsync(LocationChangingContext context)
    {
        if (_draft?.IsDirty != true || Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath == new Uri(Navigation.Uri).AbsolutePath)
            return;

        var leave = await Dialogs.ShowMessageBoxAsync("Leave without saving?", "The draft of the routes is not saved and would be lost.", yesText: "Leave", cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }
}
