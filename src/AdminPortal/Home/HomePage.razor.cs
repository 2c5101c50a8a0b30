using AdminPortal.LookUp;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Home;

/// <summary>Where everybody arrives. Who may only look invitations up is led there: the numbers are not theirs to see.</summary>
public sealed partial class HomePage
{
    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool _leaves;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await CurrentPerson.FindAsync() is { } person && person.May(Right.LookUpInvites) && !person.May(Right.SeeInvites))
        {
            _leaves = true;
            Navigation.NavigateTo(LookUpAddress.Path);
        }
    }
}
