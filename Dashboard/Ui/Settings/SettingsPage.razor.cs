using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui.Settings.Rules;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Settings;

/// <summary>The rules: a draft of all of them until it is saved.</summary>
public sealed partial class SettingsPage : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _title;
    private RulesDraft? _draft;
    private SettingsDocument? _theirs;
    private RuleTable? _counts;
    private string? _open, _failure;
    private string _announcement = "";
    private bool _saving;

    [Inject] private SettingsFollower Follower { get; set; } = null!;

    [Inject] private SettingsChanges Changes { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SettingsPage> Logger { get; set; } = null!;

    public void Dispose()
    {
        Follower.Changed -= Follow;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Follower.Changed += Follow;
        if (Follower.Current is { } current)
            Load(current.Document);
    }

    private void Follow() => _ = InvokeAsync(() =>
    {
        if (Follower.Current is { } current && !_saving)
            Take(current.Document);

        StateHasChanged();
    });

    /// <summary>Shows what others changed, unless the reader has a draft that would be lost.</summary>
    private void Take(SettingsDocument document)
    {
        if (_draft is null || (!_draft.IsDirty && !IsSame(document)))
            Load(document);
        else if (IsSame(document))
            _draft.Rebase(document);
        else if (document.Revision > _draft.Document.Revision)
            _theirs = document;
    }

    /// <summary>Series with settings of their own come and go without touching the rules.</summary>
    private bool IsSame(SettingsDocument document) =>
        document.Defaults == _draft!.Document.Defaults && RuleText.Of(document.Rules) == RuleText.Of(_draft.Document.Rules);

    private void Load(SettingsDocument document)
    {
        var open = _draft?.Rules.FirstOrDefault(rule => rule.Key == _open)?.Name;
        _draft = new RulesDraft(document);
        _open = _draft.Rules.FirstOrDefault(rule => rule.Name == open)?.Key;
        (_theirs, _failure, _counts) = (null, null, null);
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

    private void Toggle(RuleDraft rule) => _open = _open == rule.Key ? null : rule.Key;

    private void Add()
    {
        _open = _draft!.Add().Key;
        NoteChange();
    }

    private void Duplicate(RuleDraft rule)
    {
        _open = _draft!.Duplicate(rule).Key;
        NoteChange();
    }

    private async Task DeleteAsync(RuleDraft rule)
    {
        _draft!.Delete(rule);
        NoteChange();
        _announcement = $"{rule.Title} is deleted from the draft";
        await _title.FocusAsync(preventScroll: true);
    }

    private void Move(RuleDraft rule, int by)
    {
        var index = _draft!.Move(rule, by);
        NoteChange();
        _announcement = $"{rule.Title} is now {index + 1} of {_draft.Rules.Count}";
    }

    private void NoteChange() => (_failure, _counts) = (null, null);

    private void Discard() => Load((Follower.Current?.Document is { } newest && newest.Revision > _draft!.Document.Revision ? newest : _draft!.Document));

    private async Task SaveAsync()
    {
        if (_draft!.FirstWrong is { } wrong)
        {
            _open = wrong.Key;
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        _saving = true;
        _failure = null;
        StateHasChanged();
        try
        {
            await SaveAsync(_draft, _gone.Token);
        }
        catch (Exception exception) when (!_gone.IsCancellationRequested)
        {
            Logger.SettingsUnanswered(exception.Message);
            _failure = "The cluster did not answer, so it is not known whether the rules are saved. Your draft is still here: save it again in a moment.";
        }
        finally
        {
            _saving = false;
        }

        if (Follower.Current is { } current)
            Take(current.Document);
    }

    private async Task SaveAsync(RulesDraft draft, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await Changes.SetRulesAsync(draft.ToRules(), draft.Document.Revision, cancellationToken).WaitAsync(Patience, Time, cancellationToken);
            if (result.Errors.Count > 0)
            {
                var elsewhere = draft.Take(result.Errors);
                _open = draft.Rules.FirstOrDefault(rule => rule.Errors.Any)?.Key ?? _open;
                _failure = string.Join(" ", ["Nothing is saved: the cluster refused what is marked.", .. elsewhere.Select(complaint => complaint + ".")]);
                return;
            }

            var current = (await Follower.ReachAsync(result.Revision, cancellationToken).WaitAsync(Patience, Time, cancellationToken)).Document;
            if (result.Done)
            {
                Load(current);
                Snackbar.Add("The rules are saved; they are in force from the next samples on.", MudBlazor.Severity.Success);
                return;
            }

            if (!IsSame(current))
            {
                _theirs = current;
                _failure = "Nothing is saved: somebody else saved rules meanwhile. See above.";
                return;
            }

            // Another revision, but of the settings of single series only.
            draft.Rebase(current);
        }
    }

    private async Task AskAsync(LocationChangingContext context)
    {
        if (_draft?.IsDirty != true || Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath == new Uri(Navigation.Uri).AbsolutePath)
            return;

        var leave = await Dialogs.ShowMessageBoxAsync(
            "Leave without saving?",
            "The draft of the rules is not saved and would be lost.",
            yesText: "Leave",
            cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }
}
