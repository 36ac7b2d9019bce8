@extends('layouts.app')
@section('content')
<h1>{{ __('Cookie policy') }}</h1>
<h3>@lang('Essential cookies')</h3>
<table><tr><th>{{ __('Cookie') }}</th><th>{{ __('What for') }}</th><th>{{ __('Expires') }}</th></tr>
<tr><td>laravel_session</td><td>{{ __('Keeps your session') }}</td><td>{{ __('2 hours') }}</td></tr></table>
<h3>{!! __('Marketing cookies') !!}</h3>
<table><tr><th>{{ __('Cookie') }}</th><th>{{ __('What for') }}</th><th>{{ __('Expires') }}</th></tr>
<tr><td>_fbp</td><td>{{ __('Advertising') }}</td><td>{{ __('3 months') }}</td></tr></table>
<h3>{{ __($unknown) }}</h3>
<table><tr><th>{{ __('Cookie') }}</th><th>{{ __('What for') }}</th><th>{{ __('Expires') }}</th></tr>
<tr><td>ferry_id</td><td>{{ __('Remembers the ferry') }}</td><td>{{ __('1 day') }}</td></tr></table>
@endsection
